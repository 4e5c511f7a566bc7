import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust

extension TrustSettings {
  init(
    _ reader: inout ConfigurationReader, of environment: TrustEnvironment, _ paths: PathResolver
  ) throws(CPSError) {
    directory = paths.resolve(try reader.required("directory").string())
    pins = try Self.pins(&reader, environment, paths)
    let longest = Duration.seconds(RevocationGrace.maximumHours * 3_600)
    if let value = reader.optional("revocation-grace") {
      let seconds = try value.duration(in: .zero...longest).milliseconds / 1_000
      guard seconds % 3_600 == 0 else { throw value.refusal("whole hours are expected") }
      grace = try RevocationGrace(hours: Int(seconds / 3_600))
    } else {
      grace = .standard
    }
    refresh = try reader.optional("refresh")?.duration(in: Self.refreshRange) ?? Self.standardRefresh
    status = try reader.optional("ocsp")?.section { section throws(CPSError) in
      try StatusSettings(&section)
    }
    var hardened: Set<InferredRule> = []
    for value in try reader.optional("harden")?.list() ?? [] { hardened.insert(try value.choice()) }
    strictness = ProfileStrictness(refusing: hardened)
    register = try reader.optional("register")?.section { section throws(CPSError) in
      try RegisterSettings(&section, paths)
    }
    lists =
      try reader.optional("lists")?.section { section throws(CPSError) in
        try ListSettings(&section, of: environment, paths)
      } ?? .none
  }

  /// Production has its pins in the program; the other two worlds have none of their own.
  private static func pins(
    _ reader: inout ConfigurationReader, _ environment: TrustEnvironment, _ paths: PathResolver
  ) throws(CPSError) -> Pins {
    let list = reader.optional("pins")
    let file = reader.optional("pins-file")
    guard environment != .production else {
      if let value = list ?? file { throw value.refusal("the pins of production are in the program") }
      return .builtIn
    }
    switch (list, file) {
    case (nil, let file?): return .file(paths.resolve(try file.string()))
    case (let list?, nil):
      var fingerprints: [String] = []
      for value in try list.list() { fingerprints.append(try value.string()) }
      return .listed(fingerprints)
    case (let value?, _?): throw value.refusal("pins and pins-file exclude each other")
    case (nil, nil): return .listed([try reader.required("pins").string()])
    }
  }
}
