import CPSAuth
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport

extension AuditSettings {
  init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
    var recipients: [String] = []
    for value in try reader.optional("recipients")?.list() ?? [] {
      recipients.append(paths.resolve(try value.string()))
    }
    let checkpoints = try reader.optional("checkpoints")?.section { section throws(CPSError) in
      try Checkpoints(&section, paths)
    }
    let witnesses = reader.optional("witnesses")
    var found: [Witness] = []
    for value in try witnesses?.list() ?? [] { found.append(try Self.witness(value, paths)) }
    if checkpoints == nil, let witnesses, !found.isEmpty {
      throw witnesses.refusal("there is nothing to witness without a key under checkpoints")
    }
    let credential = reader.optional("witness-credential")
    let roots = reader.optional("witness-authorities")
    let hasServers = found.contains { if case .server = $0 { true } else { false } }
    if !hasServers, let lonely = credential ?? roots {
      throw lonely.refusal("it is for a witness that is reached over HTTPS")
    }
    self.init(
      recipients: recipients, key: checkpoints?.key, previousKey: checkpoints?.previous,
      interval: checkpoints?.interval ?? Self.standardInterval, witnesses: found,
      credential: try credential.map { value throws(CPSError) in paths.resolve(try value.string()) },
      roots: try roots.map { value throws(CPSError) in .file(paths.resolve(try value.string())) } ?? .system,
      retention: try reader.optional("retention")?.section { section throws(CPSError) in
        try AuditRetention(&section)
      })
  }

  /// The section `checkpoints`.
  private struct Checkpoints {
    let key: String
    let previous: String?
    let interval: Duration

    init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
      key = paths.resolve(try reader.required("key").string())
      previous = try reader.optional("previous-key").map { value throws(CPSError) in
        paths.resolve(try value.string())
      }
      interval =
        try reader.optional("every")?.duration(in: AuditSettings.intervalRange)
        ?? AuditSettings.standardInterval
    }
  }

  /// An `https` address, or the path of a file; `http` on a loopback literal is for tests of one machine.
  private static func witness(
    _ value: ConfigurationValue, _ paths: PathResolver
  ) throws(CPSError) -> Witness {
    let text = try value.string()
    guard text.contains("://") else { return .file(paths.resolve(text)) }
    let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let audience = try value.parsed { _ throws(CPSError) in
      try Audience(parts.prefix(3).joined(separator: "/"))
    }
    return .server(audience, path: "/" + (parts.count > 3 ? parts[3] : ""))
  }
}

extension AuditRetention {
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let keep = try reader.required("keep")
    let span = try keep.duration(in: Self.shortest...Self.longest)
    let reason = try reader.optional("reason")?.string()
    do { try self.init(keepingFor: span, because: reason) } catch {
      throw keep.refusal(error.reason ?? "not such a time")
    }
  }
}
