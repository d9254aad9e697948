import Testing

@testable import Replication
@Test func placeholder() { #expect(FieldRules.characterCount("e\u{301}") == 2) }
