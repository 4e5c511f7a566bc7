// swift-tools-version: 6.2
import PackageDescription

// CPSAUTH_LEAN=1 leaves out every target that needs a package: a root that builds in seconds, for work on the
// core, for sanitizers and for fuzzing. Services that link a product choose by traits instead.
let isLean = Context.environment["CPSAUTH_LEAN"] == "1"

// CPSAUTH_FUZZ=1 adds the program that libFuzzer runs, which links only with -sanitize=fuzzer: tools/fuzz.
let isFuzzing = Context.environment["CPSAUTH_FUZZ"] == "1"

let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// A source target and its tests, which bear its name with `Tests` behind.
func room(
  _ name: String, _ dependencies: [Target.Dependency], testing: [Target.Dependency] = []
) -> [Target] {
  [
    .target(name: name, dependencies: dependencies, swiftSettings: strict),
    .testTarget(name: name + "Tests", dependencies: [.byName(name: name)] + testing, swiftSettings: strict),
  ]
}

let foundations: [Target] =
  [
    .target(
      name: "CSecret",
      cSettings: [.enableWarning("all"), .enableWarning("extra"), .treatAllWarnings(as: .error)]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
  ]
  + room("CPSDiagnostics", [])
  + room("CPSPrimitives", ["CPSDiagnostics", "CSecret"])
  + room(
    "OpenSSLKit", ["COpenSSL", "CPSDiagnostics", "CPSPrimitives"],
    testing: ["COpenSSL", "TestSupport"])

let card: [Target] =
  room("SmartCard", ["CPSDiagnostics", "CPSPrimitives"])
  + room(
    "CPSCard", ["CPSDiagnostics", "CPSPrimitives", "CPSProof", "OpenSSLKit", "SmartCard"],
    testing: ["TestSupport", "VirtualCPS"])
  + room(
    "VirtualCPS", ["SmartCard", "OpenSSLKit", "CPSDiagnostics", "CPSPrimitives"], testing: ["TestSupport"])

let readers: [Target] =
  [.systemLibrary(name: "CPCSCLite", pkgConfig: "libpcsclite", providers: [.apt(["libpcsclite-dev"])])]
  + room(
    "CardReaders", ["CPCSCLite", "CPSDiagnostics", "CPSPrimitives", "CSecret", "SmartCard"],
    testing: ["CPCSCLite", "OpenSSLKit", "TestSupport", "VirtualCPS"])

let bridge: [Target] =
  room("CPSProof", ["CPSDiagnostics", "CPSPrimitives", "OpenSSLKit"])

let service: [Target] =
  room(
    "CPSTrust", ["CPSDiagnostics", "CPSPrimitives", "CPSProof", "OpenSSLKit"],
    testing: ["TestSupport", "SyntheticIGC", "failing-allocations"])
  + room(
    "CPSAuth", ["CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust", "OpenSSLKit"],
    testing: ["CPSAuthTesting", "SyntheticIGC", "TestSupport", "forked-service"])
  + room(
    "CPSAuthSafeguards",
    ["CPSAuth", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust", "OpenSSLKit"],
    testing: ["CPSAuthTesting", "OpenSSLKit", "SafeguardChecks", "SyntheticIGC", "TestSupport"])
  + [
    .target(
      name: "SafeguardChecks",
      dependencies: [
        "CPSAuth", "CPSAuthSafeguards", "CPSAuthTesting", "CPSDiagnostics", "CPSPrimitives", "CPSProof",
        "CPSTrust", "OpenSSLKit", "SyntheticIGC",
      ],
      path: "Tests/SafeguardChecks", swiftSettings: strict)
  ]
  + room(
    "CPSAuthTesting",
    [
      "CPSAuth", "CPSCard", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust", "OpenSSLKit",
      "SmartCard", "SyntheticIGC", "VirtualCPS",
    ],
    testing: [
      "CPSAuth", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust", "OpenSSLKit", "SyntheticIGC",
      "TestSupport", "VirtualCPS",
    ])

/// The state of many hosts.
///
/// libpq is asked for where a product of this is built, and nowhere else.
let sharedState: [Target] =
  [.systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])])]
  + room("CPSAuthPostgres", ["CPQ", "CPSAuth", "CPSDiagnostics", "CPSPrimitives", "CPSProof"])
  + [
    .testTarget(
      name: "PostgreSQLSystemTests",
      dependencies: [
        "CPSAuth", "CPSAuthPostgres", "CPSAuthTesting", "CPSDiagnostics", "CPSPrimitives", "CPSProof",
        "CPSTrust", "OpenSSLKit", "SafeguardChecks", "SyntheticIGC", "TestSupport",
      ], swiftSettings: strict)
  ]

let workstation: [Target] =
  room(
    "CPSWorkstation",
    [
      "CardReaders", "CPSCard", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CSecret", "OpenSSLKit",
      "SmartCard",
    ], testing: ["TestSupport", "VirtualCPS"])
  + room(
    "CPSDoctor",
    ["CPSCard", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSWorkstation", "SmartCard"],
    testing: ["TestSupport", "VirtualCPS"])

// The look-alike of IGC-Santé, and the tool that writes it into Fixtures: in nothing that a service links.
let synthetic: [Target] =
  room("SyntheticIGC", ["CPSDiagnostics", "CPSPrimitives", "OpenSSLKit"], testing: ["TestSupport"]) + [
    .executableTarget(
      name: "make-synthetic-igc", dependencies: ["CPSDiagnostics", "OpenSSLKit", "SyntheticIGC"],
      swiftSettings: strict)
  ]

// What only tests use. `TestSupport` alone starts and ends processes.
let support: [Target] = [
  .testTarget(
    name: "ArchitectureTests", dependencies: ["CPSDiagnostics", "TestSupport"], swiftSettings: strict),
  .target(
    name: "TestSupport",
    dependencies: ["CardReaders", "CPSDiagnostics", "CPSPrimitives", "OpenSSLKit", "SmartCard"],
    path: "Tests/TestSupport", swiftSettings: strict),
  .testTarget(
    name: "TestSupportTests",
    dependencies: ["TestSupport", "CPSDiagnostics", "CPSPrimitives", "SmartCard"], swiftSettings: strict),
  .testTarget(name: "ConsumerSystemTests", dependencies: ["TestSupport"], swiftSettings: strict),
  .testTarget(
    name: "CardReaderSystemTests",
    dependencies: ["TestSupport", "CardReaders", "CPSDiagnostics", "CPSPrimitives", "SmartCard"],
    swiftSettings: strict),
  .testTarget(
    name: "CardLoginSystemTests",
    dependencies: [
      "TestSupport", "CPSCard", "CardReaders", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "OpenSSLKit",
      "SmartCard", "VirtualCPS", "killed-login",
    ],
    swiftSettings: strict),
  .executableTarget(
    name: "killed-login",
    dependencies: [
      "CPSCard", "CardReaders", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "SmartCard", "TestSupport",
    ],
    path: "Tests/KilledLogin", swiftSettings: strict),
  .target(
    name: "BenchSupport", dependencies: ["CPSDiagnostics", "CPSPrimitives"], path: "Tests/BenchSupport",
    swiftSettings: strict),
  .executableTarget(
    name: "failing-allocations",
    dependencies: [
      "COpenSSL", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust", "OpenSSLKit", "SyntheticIGC",
    ],
    path: "Tests/FailingAllocations", swiftSettings: strict),
  .executableTarget(
    name: "forked-service",
    dependencies: ["CPSAuth", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "OpenSSLKit", "SmartCard"],
    path: "Tests/ForkedService", swiftSettings: strict),
  .executableTarget(
    name: "trust-bench",
    dependencies: [
      "BenchSupport", "COpenSSL", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust", "OpenSSLKit",
      "SyntheticIGC",
    ],
    path: "Tests/TrustBench", swiftSettings: strict),
  .testTarget(
    name: "ProofSystemTests",
    dependencies: [
      "TestSupport", "CPSCard", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "OpenSSLKit", "SmartCard",
      "VirtualCPS",
    ],
    swiftSettings: strict),
  .testTarget(name: "PrivateDaemonSystemTests", dependencies: ["TestSupport"], swiftSettings: strict),
  .testTarget(
    name: "OpenSCSystemTests",
    dependencies: [
      "TestSupport", "CPSCard", "VirtualCPS", "OpenSSLKit", "SmartCard", "CPSDiagnostics", "CPSPrimitives",
      "CPSProof",
    ],
    swiftSettings: strict),
]

// What hostile bytes are thrown at, by libFuzzer and by the tests, and the seeds it begins with.
let fuzzing: [Target] =
  [
    .target(
      name: "CardFuzz",
      dependencies: ["CPSCard", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "SmartCard"],
      path: "Tests/CardFuzz", swiftSettings: strict),
    .testTarget(name: "CardFuzzTests", dependencies: ["CardFuzz", "TestSupport"], swiftSettings: strict),
    .target(
      name: "TrustFuzz", dependencies: ["CPSDiagnostics", "CPSPrimitives", "CPSTrust", "OpenSSLKit"],
      path: "Tests/TrustFuzz", swiftSettings: strict),
    .testTarget(name: "TrustFuzzTests", dependencies: ["TestSupport", "TrustFuzz"], swiftSettings: strict),
    .executableTarget(
      name: "make-fuzz-seeds",
      dependencies: [
        "CardFuzz", "CPSPrimitives", "OpenSSLKit", "TestSupport", "TrustFuzz", "VirtualCPS",
      ],
      path: "Tests/FuzzSeeds", swiftSettings: strict),
  ]
  + (isFuzzing
    ? [
      .executableTarget(
        name: "hostile-bytes", dependencies: ["CardFuzz", "TrustFuzz"], path: "Tests/FuzzCommand",
        swiftSettings: strict)
    ] : [])

/// A product of a package, linked only where its trait is chosen.
func product(_ name: String, of package: String, when trait: String) -> Target.Dependency {
  .product(name: name, package: package, condition: .when(traits: [trait]))
}

/// The parts that need packages: what reads YAML, speaks HTTP or parses a command line.
let fronts: [Target] =
  isLean
  ? []
  : room(
    "CPSConfiguration",
    ["CPSDiagnostics", "CPSPrimitives", product("Yams", of: "Yams", when: "HTTP")],
    testing: ["TestSupport"])
    + room(
      "CPSTransport",
      [
        "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust",
        product("AsyncHTTPClient", of: "async-http-client", when: "HTTP"),
        product("NIOCore", of: "swift-nio", when: "HTTP"),
        product("NIOHTTP1", of: "swift-nio", when: "HTTP"),
        product("NIOPosix", of: "swift-nio", when: "HTTP"),
        product("NIOSSL", of: "swift-nio-ssl", when: "HTTP"),
      ],
      testing: [
        "CPSDiagnostics", "CPSProof", "CPSTrust", "TestSupport",
        product("NIOCore", of: "swift-nio", when: "HTTP"),
        product("NIOPosix", of: "swift-nio", when: "HTTP"),
        product("NIOSSL", of: "swift-nio-ssl", when: "HTTP"),
      ])

/// The service's HTTP front.
let serviceFronts: [Target] =
  isLean
  ? []
  : room(
    "CPSAuthHTTP",
    [
      "CPSAuth", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust",
      product("Hummingbird", of: "hummingbird", when: "HTTP"),
      product("HummingbirdCore", of: "hummingbird", when: "HTTP"),
      product("HTTPTypes", of: "swift-http-types", when: "HTTP"),
      product("JWTKit", of: "jwt-kit", when: "HTTP"),
      product("Logging", of: "swift-log", when: "HTTP"),
      product("NIOCore", of: "swift-nio", when: "HTTP"),
      product("NIOHTTP1", of: "swift-nio", when: "HTTP"),
      product("NIOSSL", of: "swift-nio-ssl", when: "HTTP"),
    ],
    testing: [
      "CPSAuth", "CPSAuthTesting", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust",
      "HTTPTestSupport", "InfopatientDemonstration", "OpenSSLKit", "SyntheticIGC", "TestSupport",
      product("Yams", of: "Yams", when: "HTTP"),
      product("Hummingbird", of: "hummingbird", when: "HTTP"),
      product("HTTPTypes", of: "swift-http-types", when: "HTTP"),
      product("Logging", of: "swift-log", when: "HTTP"),
    ])
    + [
      .target(
        name: "HTTPTestSupport",
        dependencies: [
          "CPSAuth", "CPSAuthHTTP", "CPSAuthTesting", "CPSDiagnostics", "CPSPrimitives", "CPSProof",
          "CPSTrust", "InfopatientDemonstration", "OpenSSLKit", "SyntheticIGC", "TestSupport",
          product("Hummingbird", of: "hummingbird", when: "HTTP"),
          product("HTTPTypes", of: "swift-http-types", when: "HTTP"),
          product("Logging", of: "swift-log", when: "HTTP"),
          product("NIOCore", of: "swift-nio", when: "HTTP"),
          product("NIOEmbedded", of: "swift-nio", when: "HTTP"),
        ],
        path: "Tests/HTTPTestSupport", swiftSettings: strict)
    ]
    + room(
      "InfopatientDemonstration",
      [
        "CPSAuth", "CPSAuthHTTP", "CPSDiagnostics", "CPSProof",
        product("Hummingbird", of: "hummingbird", when: "HTTP"),
      ])

/// The routes of the measures beside the gate, for services that have them.
let safeguardFronts: [Target] =
  isLean
  ? []
  : room(
    "CPSAuthSafeguardsHTTP",
    [
      "CPSAuth", "CPSAuthHTTP", "CPSAuthSafeguards", "CPSDiagnostics", "CPSPrimitives", "CPSProof",
      "CPSTrust",
      product("Hummingbird", of: "hummingbird", when: "HTTP"),
      product("HTTPTypes", of: "swift-http-types", when: "HTTP"),
      product("NIOCore", of: "swift-nio", when: "HTTP"),
    ],
    testing: [
      "CPSAuth", "CPSAuthHTTP", "CPSAuthSafeguards", "CPSAuthTesting", "CPSDiagnostics", "CPSPrimitives",
      "CPSProof", "CPSTrust", "HTTPTestSupport", "OpenSSLKit", "SafeguardChecks", "TestSupport",
      product("Hummingbird", of: "hummingbird", when: "HTTP"),
      product("HTTPTypes", of: "swift-http-types", when: "HTTP"),
    ])

/// The state of one host, and one of the processes that race for it in a test.
let stores: [Target] =
  isLean
  ? []
  : room(
    "CPSAuthSQLite",
    [
      "CPSAuth", "CPSDiagnostics", "CPSPrimitives", "CPSProof",
      product("GRDB", of: "GRDB.swift", when: "SQLite"),
    ],
    testing: [
      "CPSAuthTesting", "SafeguardChecks", "SyntheticIGC", "TestSupport", "audit-crash",
      product("GRDB", of: "GRDB.swift", when: "SQLite"),
    ]) + [
      .executableTarget(
        name: "store-take-race",
        dependencies: ["CPSAuthPostgres", "CPSAuthSQLite", "CPSAuthTesting", "OpenSSLKit"],
        path: "Tests/StoreTakeRace", swiftSettings: strict),
      // Ended in the middle of its writes by faults.c, which the test compiles and puts before it.
      .executableTarget(
        name: "audit-crash", dependencies: ["CPSAuthSQLite", "CPSDiagnostics", "OpenSSLKit"],
        path: "Tests/AuditCrash", exclude: ["faults.c"], swiftSettings: strict),
    ]

/// What reads policies.
let policies: [Target] =
  isLean
  ? []
  : room(
    "CPSAuthPolicy",
    [
      "CPSAuth", "CPSConfiguration", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust", "OpenSSLKit",
    ], testing: ["CPSAuthTesting", "TestSupport"])

/// The command `cpsauth-server`, and its tests.
let serverCommand: [Target] =
  isLean
  ? []
  : [
    .executableTarget(
      name: "CPSAuthServerCLI",
      dependencies: [
        "CPSAuth", "CPSAuthHTTP", "CPSAuthPolicy", "CPSAuthSQLite", "CPSAuthSafeguards",
        "CPSAuthSafeguardsHTTP", "CPSConfiguration", "CPSDiagnostics", "CPSPrimitives", "CPSProof",
        "CPSTransport", "CPSTrust", "InfopatientDemonstration", "OpenSSLKit",
        .target(name: "CPSAuthPostgres", condition: .when(traits: ["PostgreSQL"])),
        product("ArgumentParser", of: "swift-argument-parser", when: "HTTP"),
        product("Hummingbird", of: "hummingbird", when: "HTTP"),
        product("HummingbirdCore", of: "hummingbird", when: "HTTP"),
        product("HummingbirdTLS", of: "hummingbird", when: "HTTP"),
        product("Logging", of: "swift-log", when: "HTTP"),
        product("NIOCore", of: "swift-nio", when: "HTTP"),
        product("NIOHTTPTypes", of: "swift-nio-extras", when: "HTTP"),
        product("NIOSSL", of: "swift-nio-ssl", when: "HTTP"),
        product("ServiceLifecycle", of: "swift-service-lifecycle", when: "HTTP"),
        product("UnixSignals", of: "swift-service-lifecycle", when: "HTTP"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CPSAuthServerCLITests",
      dependencies: [
        "CPSAuthServerCLI", "CPSAuth", "CPSAuthSQLite", "CPSAuthSafeguards", "CPSAuthTesting",
        "CPSDiagnostics", "CPSPrimitives",
        "CPSProof",
        "CPSTransport", "CPSTrust", "HTTPTestSupport", "OpenSSLKit", "SyntheticIGC", "TestSupport",
        product("HTTPTypes", of: "swift-http-types", when: "HTTP"),
        product("Logging", of: "swift-log", when: "HTTP"),
        product("NIOCore", of: "swift-nio", when: "HTTP"),
        product("NIOEmbedded", of: "swift-nio", when: "HTTP"),
        product("NIOHTTPTypes", of: "swift-nio-extras", when: "HTTP"),
      ],
      exclude: ["Scripts"], swiftSettings: strict),
  ]

/// The command `cpsauth`, and its tests.
let workstationCommand: [Target] =
  isLean
  ? []
  : [
    .executableTarget(
      name: "CPSAuthCLI",
      dependencies: [
        "CardReaders", "CPSAuth", "CPSAuthPolicy", "CPSAuthSQLite", "CPSAuthSafeguards", "CPSCard",
        "CPSConfiguration",
        "CPSDiagnostics",
        "CPSDoctor", "CPSPrimitives", "CPSProof", "CPSTransport", "CPSTrust", "CPSWorkstation", "OpenSSLKit",
        "SyntheticIGC", "VirtualCPS",
        .target(name: "CPSAuthPostgres", condition: .when(traits: ["PostgreSQL"])),
        product("ArgumentParser", of: "swift-argument-parser", when: "HTTP"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "SharedStateSystemTests",
      dependencies: [
        "CPSAuth", "CPSAuthCLI", "CPSAuthPostgres", "CPSAuthServerCLI", "CPSAuthSQLite", "CPSAuthTesting",
        "CPSDiagnostics",
        "CPSPrimitives", "CPSProof", "CPSTransport", "CPSTrust", "HTTPTestSupport", "OpenSSLKit",
        "SyntheticIGC",
        "TestSupport", "store-take-race",
      ], swiftSettings: strict),
    .testTarget(
      name: "CPSAuthCLITests",
      dependencies: [
        "CPSAuth", "CPSAuthCLI", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "OpenSSLKit", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandLineSystemTests",
      dependencies: [
        "BenchSupport", "CPSAuth", "CPSAuthCLI", "CPSAuthServerCLI", "CPSAuthSQLite", "CPSDiagnostics",
        "CPSPrimitives", "CPSProof", "OpenSSLKit", "SyntheticIGC", "TestSupport", "VirtualCPS",
      ],
      exclude: ["Scripts"], swiftSettings: strict),
  ]

/// Another reader of certificates, asked about the same ones; only tests of this root need the package.
let secondOpinion: [Target] =
  isLean
  ? []
  : [
    .testTarget(
      name: "SecondOpinionTests",
      dependencies: [
        "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTrust", "OpenSSLKit", "SyntheticIGC",
        "TestSupport",
        product("SwiftASN1", of: "swift-asn1", when: "HTTP"),
        product("X509", of: "swift-certificates", when: "HTTP"),
      ],
      swiftSettings: strict)
  ]

/// What tools/bench measures of the gate.
let bench: [Target] =
  isLean
  ? []
  : [
    .executableTarget(
      name: "gate-bench",
      dependencies: [
        "BenchSupport", "COpenSSL", "CPSAuth", "CPSAuthHTTP", "CPSAuthSQLite", "CPSDiagnostics",
        "CPSPrimitives", "CPSProof", "CPSTrust", "OpenSSLKit", "SyntheticIGC", "TestSupport",
        product("Hummingbird", of: "hummingbird", when: "HTTP"),
        product("JWTKit", of: "jwt-kit", when: "HTTP"),
        product("Logging", of: "swift-log", when: "HTTP"),
      ],
      path: "Tests/GateBench", swiftSettings: strict)
  ]

/// The attack of March 2022 against the demonstration: tools/replay.
let replay: [Target] =
  isLean
  ? []
  : [
    .executableTarget(
      name: "march-replay",
      dependencies: [
        "CPSAuth", "CPSAuthHTTP", "CPSAuthSQLite", "CPSAuthSafeguards", "CPSAuthSafeguardsHTTP",
        "CPSAuthTesting", "CPSCard", "CPSDiagnostics", "CPSPrimitives", "CPSProof", "CPSTransport",
        "CPSTrust", "HTTPTestSupport",
        "InfopatientDemonstration", "OpenSSLKit", "SafeguardChecks", "SmartCard", "SyntheticIGC",
        "TestSupport", "VirtualCPS",
        product("Hummingbird", of: "hummingbird", when: "HTTP"),
        product("Logging", of: "swift-log", when: "HTTP"),
      ],
      path: "Tests/MarchReplay", swiftSettings: strict),
    .testTarget(
      name: "MarchReplayTests",
      dependencies: [
        "march-replay", "CPSAuth", "CPSAuthSafeguards", "CPSDiagnostics", "InfopatientDemonstration",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "ReplaySystemTests", dependencies: ["march-replay", "TestSupport"], exclude: ["Scripts"],
      swiftSettings: strict),
  ]

let packages: [Package.Dependency] =
  isLean
  ? []
  : [
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1.git", from: "1.7.4"),
    .package(url: "https://github.com/apple/swift-certificates.git", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/vapor/jwt-kit.git", from: "5.7.1"),
  ]

let package = Package(
  name: "cpsauth",
  products: [
    .library(
      name: "CPSAuth", targets: ["CPSAuth", "CPSTrust", "CPSProof", "CPSPrimitives", "CPSDiagnostics"]),
    .library(name: "CPSAuthPostgres", targets: ["CPSAuthPostgres"]),
    .library(name: "CPSAuthSafeguards", targets: ["CPSAuthSafeguards"]),
    .library(name: "CPSAuthTesting", targets: ["CPSAuthTesting", "SyntheticIGC", "VirtualCPS"]),
  ]
    + (isLean
      ? []
      : [
        .library(name: "CPSAuthHTTP", targets: ["CPSAuthHTTP"]),
        .library(name: "CPSAuthPolicy", targets: ["CPSAuthPolicy"]),
        .library(name: "CPSAuthSafeguardsHTTP", targets: ["CPSAuthSafeguardsHTTP"]),
        .library(name: "CPSAuthSQLite", targets: ["CPSAuthSQLite"]),
        .executable(name: "cpsauth", targets: ["CPSAuthCLI"]),
        .executable(name: "cpsauth-server", targets: ["CPSAuthServerCLI"]),
      ]),
  // SwiftPM 6.3 hands the chosen traits to the compiler in an order that changes from one plan to the next, and
  // another order is another command line: everything is compiled again. The lean root needs none of them; for the
  // whole one SWIFT_DETERMINISTIC_HASHING=1 keeps the order.
  traits: isLean
    ? []
    : [
      .trait(name: "HTTP", description: "The service's HTTP front, the HTTP client and the two commands."),
      .trait(name: "SQLite", description: "The state of one host in one SQLite file."),
      .trait(
        name: "PostgreSQL",
        description: "The state of many hosts in PostgreSQL, also for the command; needs libpq."),
      .default(enabledTraits: ["HTTP", "SQLite"]),
    ],
  dependencies: packages,
  targets: foundations + card + readers + bridge + service + sharedState + synthetic + stores + policies
    + workstation + fronts + serviceFronts + safeguardFronts + serverCommand + workstationCommand + support
    + bench + replay + fuzzing
    + secondOpinion,
  swiftLanguageModes: [.v6]
)
