// swift-tools-version: 6.2
import PackageDescription

// CPSAUTH_LEAN=1 leaves out every target that needs a package: a root that builds in seconds, for work on the
// core, for sanitizers and for fuzzing. Services that link a product choose by traits instead.
let isLean = Context.environment["CPSAUTH_LEAN"] == "1"

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
  + room("OpenSSLKit", ["COpenSSL", "CPSDiagnostics", "CPSPrimitives"])

let card: [Target] =
  room("SmartCard", ["CPSDiagnostics", "CPSPrimitives"])

let bridge: [Target] =
  room("CPSProof", ["CPSDiagnostics", "CPSPrimitives", "OpenSSLKit"])

let service: [Target] =
  room("CPSTrust", ["CPSDiagnostics", "CPSPrimitives", "CPSProof", "OpenSSLKit"])

// What only tests use. `TestSupport` alone starts and ends processes.
let support: [Target] = [
  .target(
    name: "TestSupport", dependencies: ["CPSDiagnostics", "CPSPrimitives", "SmartCard"],
    path: "Tests/TestSupport", swiftSettings: strict),
  .testTarget(
    name: "TestSupportTests",
    dependencies: ["TestSupport", "CPSDiagnostics", "CPSPrimitives", "SmartCard"], swiftSettings: strict),
  .testTarget(name: "PrivateDaemonSystemTests", dependencies: ["TestSupport"], swiftSettings: strict),
]

let package = Package(
  name: "cpsauth",
  products: [],
  traits: [
    .trait(name: "HTTP", description: "The service's HTTP front, the HTTP client and the two commands."),
    .trait(name: "SQLite", description: "The state of one host in one SQLite file."),
    .default(enabledTraits: ["HTTP", "SQLite"]),
  ],
  targets: foundations + card + bridge + service + support,
  swiftLanguageModes: [.v6]
)
