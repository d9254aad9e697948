import Replication
import Testing

@Suite struct SizeTests {
  @Test(
    "Sizes on screens (S27, S65)",
    arguments: [
      (0, "0 B"), (1, "1 B"), (1_023, "1023 B"), (1_024, "1 KiB"), (1_536, "1.5 KiB"), (40 << 30, "40 GiB"),
      (26_414_247_936, "24.6 GiB"), (212 << 20, "212 MiB"), ((1 << 30) - 1, "1023 MiB"), ((1 << 40) - 1, "1023 GiB"),
      (1 << 40, "1 TiB"), ((100 << 30) - 1, "99.9 GiB"), ((40 << 30) - 1, "39.9 GiB"), (.max, "7.9 EiB"),
      (.min, "-8 EiB"), (-1_536, "-1.5 KiB"), (999, "999 B"),
    ] as [(Int64, String)])
  func short(bytes: Int64, expected: String) {
    #expect(ByteFormat.short(bytes) == expected)
  }

  @Test(
    "Sizes as typed (spec/commands.md)",
    arguments: [
      ("100GB", 100_000_000_000), ("100GiB", 107_374_182_400), ("20MiB", 20_971_520), ("4096", 4_096), ("0", 0),
      ("7B", 7), ("1.5 TiB", 1_649_267_441_664), ("0.1GiB", 107_374_182), ("1kb", 1_000), ("1KIB", 1_024),
      ("7EiB", 7 << 60), ("9223372036854775807", .max), ("1PB", 1_000_000_000_000_000),
      ("0.9999999999999999999GiB", 1_073_741_823),
    ] as [(String, Int64)])
  func parse(text: String, expected: Int64) throws {
    #expect(try ByteFormat.parse(text) == expected)
  }

  @Test(
    "What is no size is refused in words",
    arguments: [
      ("", .empty), ("GiB", .notANumber("GiB")), (".5GiB", .notANumber(".5GiB")), ("5.GiB", .notANumber("5.GiB")),
      ("1.2.3GB", .notANumber("1.2.3GB")), ("10G", .unknownUnit("10G", unit: "G")),
      ("-1GB", .notANumber("-1GB")), ("10 GiB ", .unknownUnit("10 GiB ", unit: "GiB ")),
      ("8EiB", .tooLarge("8EiB")), ("9223372036854775808", .tooLarge("9223372036854775808")),
      ("99999999999999999999GB", .tooLarge("99999999999999999999GB")), ("٣GB", .notANumber("٣GB")),
    ] as [(String, SizeError)])
  func refuse(text: String, expected: SizeError) {
    #expect(throws: expected) { try ByteFormat.parse(text) }
    #expect(expected.explanation.kind == .usage)
    #expect(expected.explanation.next.contains("GiB"))
  }

  @Test("Rates may say a second", arguments: ["20MiB", "20MiB/s", "20971520/s"])
  func rate(text: String) throws {
    #expect(try ByteFormat.parseRate(text) == 20_971_520)
  }

  @Test("What is shown can be typed", arguments: [Int64(1), 1_024, 1_536, 40 << 30, 212 << 20, 5 << 40])
  func roundTrip(bytes: Int64) throws {
    #expect(try ByteFormat.parse(ByteFormat.short(bytes)) == bytes)
  }
}
