public import ArgumentParser
public import CloudWire
public import Replication

// The words of the domain are the words of the options.
extension AccountSite: ExpressibleByArgument {}
extension CredentialSource: ExpressibleByArgument {}
extension DiskUsage: ExpressibleByArgument {}
extension Protection: ExpressibleByArgument {}
extension ProviderProfile.Provider: ExpressibleByArgument {}
extension ResourceType: ExpressibleByArgument {}
extension Service: ExpressibleByArgument {}
extension ImageFormat: ExpressibleByArgument {}
