public import ArgumentParser
public import Replication

// The words of the domain are the words of the options.
extension DiskUsage: ExpressibleByArgument {}
extension Protection: ExpressibleByArgument {}
extension ResourceType: ExpressibleByArgument {}
extension Service: ExpressibleByArgument {}
