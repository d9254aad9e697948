// swift-tools-version: 6.1
// Debian packages this builds against (Scripts/setup installs what is missing):
//   libncursesw5-dev  the terminal library (on newer Debian a name for libncurses-dev)
//   libsqlite3-dev    the catalog
//   libzstd-dev       compression of stored chunks
import PackageDescription

#if canImport(Glibc)
  import Glibc
#endif

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let sqlite: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let http: [Target.Dependency] = [
  .product(name: "AsyncHTTPClient", package: "async-http-client"), .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
  .product(name: "NIOSSL", package: "swift-nio-ssl"),
]
// For the program that people use. Nothing is loaded into it, so that it needs no table of its own names, and its
// 150,000 addresses are packed where the loader can read that: both are pages that every start reads and keeps.
var compact = ["-use-ld=lld", "-Xlinker", "--no-export-dynamic"]
#if canImport(Glibc)
  var words = [CChar](repeating: 0, count: 32)
  confstr(Int32(_CS_GNU_LIBC_VERSION), &words, words.count)  // "glibc 2.36"
  let numbers = words.split { !(0x30...0x39).contains($0) }.compactMap { digits in
    Int(digits.map { String($0 - 0x30) }.joined())
  }
  if !numbers.lexicographicallyPrecedes([2, 36]) { compact += ["-Xlinker", "-z", "-Xlinker", "pack-relative-relocs"] }
#endif
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "Farshore",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Replication", targets: ["Replication"]),
    .executable(name: "farshore", targets: ["farshore"]),
    // Loaded into the program by tests.
    .library(name: "FaultLayer", type: .dynamic, targets: ["FaultLayer"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.81.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.30.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    .target(name: "CTerminal", linkerSettings: [.linkedLibrary("ncursesw")]),
    .target(name: "CStorage", linkerSettings: [.linkedLibrary("zstd")]),
    .target(name: "Canvas", swiftSettings: strict),
    .target(name: "Terminal", dependencies: ["Canvas", "CTerminal"], swiftSettings: strict),
    .target(name: "Replication", swiftSettings: strict),
    .target(name: "Catalog", dependencies: ["Replication", sqlite, crypto], swiftSettings: strict),
    // What both clouds' clients share: requests and their way, digests, secrets that never show.
    .target(name: "CloudWire", dependencies: ["Replication", crypto] + http, swiftSettings: strict),
    .target(name: "HuaweiCloud", dependencies: ["CloudWire", "Catalog", "Replication"], swiftSettings: strict),
    .target(name: "TencentCloud", dependencies: ["CloudWire", "Catalog", "Replication"], swiftSettings: strict),
    .target(
      name: "Embedded", dependencies: ["Catalog", "Replication", "CStorage", crypto, yams], swiftSettings: strict),
    // Rooted at the package so that Themes/ at the top level is built into the binary.
    .target(
      name: "Console", dependencies: ["Replication", "Canvas", yams], path: ".",
      exclude: [
        "Tests", "Scripts", "docs", "README.md", "LICENSE", "Sources/CTerminal", "Sources/CStorage", "Sources/Canvas",
        "Sources/Terminal", "Sources/Replication", "Sources/Catalog", "Sources/CloudWire", "Sources/HuaweiCloud",
        "Sources/TencentCloud", "Sources/Embedded", "Sources/farshore",
      ],
      sources: ["Sources/Console"], resources: [.embedInCode("Themes")], swiftSettings: strict),
    .executableTarget(
      name: "farshore",
      dependencies: [
        "Replication", "Catalog", "Embedded", "CloudWire", "HuaweiCloud", "TencentCloud", "Canvas", "Terminal",
        "Console", arguments,
      ],
      swiftSettings: strict,
      linkerSettings: [.unsafeFlags(compact, .when(platforms: [.linux], configuration: .release))]),
    // What Scripts/bench runs.
    .executableTarget(
      name: "Benchmarks",
      dependencies: ["Embedded", "Catalog", "Replication", "CStorage", "CTerminal", crypto, arguments],
      path: "Tests/Benchmarks", swiftSettings: strict),
    .testTarget(name: "CanvasTests", dependencies: ["Canvas"], swiftSettings: strict),
    // A small full-screen program that the tests of the terminal drive.
    .executableTarget(
      name: "TerminalFixture", dependencies: ["Terminal", "Canvas"], path: "Tests/TerminalFixture",
      swiftSettings: strict),
    // Pseudo-terminals with a screen that can be read, for the tests of the terminal and of the whole program.
    .target(
      name: "TerminalSupport", dependencies: ["CTerminal"], path: "Tests/TerminalSupport", swiftSettings: strict),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "Canvas", "CTerminal", "TerminalFixture", "TerminalSupport"],
      swiftSettings: strict),
    .testTarget(name: "ReplicationTests", dependencies: ["Replication"], swiftSettings: strict),
    .testTarget(name: "CatalogTests", dependencies: ["Catalog", "Replication", sqlite], swiftSettings: strict),
    // A server on loopback and a clock that tests set, for the tests of both clouds' clients.
    .target(
      name: "CloudSupport", dependencies: ["CloudWire"] + http, path: "Tests/CloudSupport", swiftSettings: strict),
    .testTarget(
      name: "CloudWireTests", dependencies: ["CloudWire", "CloudSupport", "Replication"], swiftSettings: strict),
    .testTarget(
      name: "HuaweiCloudTests", dependencies: ["HuaweiCloud", "Catalog", "CloudWire", "CloudSupport", "Replication"],
      exclude: ["Vectors"],
      swiftSettings: strict),
    .testTarget(
      name: "TencentCloudTests", dependencies: ["TencentCloud", "Catalog", "CloudWire", "CloudSupport", "Replication"],
      exclude: ["Vectors"],
      swiftSettings: strict),
    .testTarget(
      name: "EmbeddedTests", dependencies: ["Embedded", "Catalog", "Replication", sqlite], swiftSettings: strict),
    .testTarget(
      name: "ConsoleTests", dependencies: ["Console", "Canvas", "Catalog", "Replication"], exclude: ["Frames"],
      swiftSettings: strict),
    // Lets file calls of the whole program fail.
    .target(name: "FaultLayer", path: "Tests/FaultLayer"),
    .testTarget(
      name: "EndToEndTests",
      dependencies: ["farshore", "TerminalSupport", "CloudSupport", "CloudWire", "Catalog", "Replication"],
      swiftSettings: strict),
  ]
)
