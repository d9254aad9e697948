import Testing

/// What loads the machine or waits for screens: one test after the other.
@Suite(.serialized, .ownThreads, .timeLimit(.minutes(5)))
enum Journeys {}
