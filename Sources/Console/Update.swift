/// Takes one event into the state and returns what is to be done about it.
public func update(_ state: inout ConsoleState, _ event: ConsoleEvent) -> [Effect] { [] }
