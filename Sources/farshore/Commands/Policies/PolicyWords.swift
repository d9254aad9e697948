public import ArgumentParser
public import Replication

// The words of the domain are the words of the options.
extension PolicyOperation: ExpressibleByArgument {}
extension MissedRuns: ExpressibleByArgument {}
