/// Takes one event into the state and returns what is to be done about it.
public func update(_ state: inout ConsoleState, _ event: ConsoleEvent) -> [Effect] {
  if case .clock(let moment) = event {
    state.clock = moment
    return []
  }
  state.now = state.clock
  state.take(event)
  state.layOutBoxes()
  defer { state.outbox = [] }
  return state.outbox
}
