import CPSAuth
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust

extension ServerConfiguration {
  /// Reads a configuration; relative paths in it are relative to the folder of the file.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` with file, line and column; ``Diagnostic/inputMissing``.
  init(file: String) throws(CPSError) {
    let paths = PathResolver(configuration: file)
    self = try ConfigurationReader.read(file: file) { reader throws(CPSError) in
      try ServerConfiguration(&reader, paths)
    }
  }

  /// Reads a configuration from a document.
  init(_ bytes: [UInt8], named name: String) throws(CPSError) {
    let paths = PathResolver(configuration: name)
    self = try ConfigurationReader.read(bytes, named: name) { reader throws(CPSError) in
      try ServerConfiguration(&reader, paths)
    }
  }

  private init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
    let audienceValue = try reader.required("audience")
    let environmentValue = try reader.required("environment")
    let listenValue = try reader.required("listen")
    let demonstration = reader.optional("demonstration")
    audience = try audienceValue.parsed { text throws(CPSError) in try Audience(text) }
    environment = try environmentValue.choice()
    language = try reader.optional("language")?.choice() ?? .french
    listener = try listenValue.section { section throws(CPSError) in try Listener(&section, paths) }
    database = paths.resolve(try reader.required("database").string())
    secrets = try reader.required("secrets").section { section throws(CPSError) in
      try SecretSettings(&section, paths)
    }
    let world = environment
    trust = try reader.required("trust").section { section throws(CPSError) in
      try TrustSettings(&section, of: world, paths)
    }
    sessions =
      try reader.optional("sessions")?.section { section throws(CPSError) in
        try SessionLimits(&section)
      } ?? .standard
    requests =
      try reader.optional("requests")?.section { section throws(CPSError) in
        try RequestLimits(&section)
      } ?? .standard
    policy = try reader.required("policy").section { section throws(CPSError) in try Policy(&section) }
    isDemonstration = try demonstration?.boolean() ?? false
    if isDemonstration, environment != .synthetic, let demonstration {
      throw demonstration.refusal("only in the synthetic environment")
    }
    try Self.check(audience, environment, listener, audienceValue)
  }

  /// Refuses an origin that cannot be reached as it says, and real cards in clear.
  private static func check(
    _ audience: Audience, _ environment: TrustEnvironment, _ listener: Listener, _ value: ConfigurationValue
  ) throws(CPSError) {
    guard audience.scheme == .http else { return }
    guard environment == .synthetic else {
      throw value.refusal("http is for the synthetic environment only")
    }
    guard !listener.isTLS else { throw value.refusal("http, but the server listens with TLS") }
  }
}

extension Listener {
  init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
    let address = reader.optional("address")
    let socket = reader.optional("socket")
    let certificate = reader.optional("certificate")
    let key = reader.optional("key")
    if let socket {
      guard address == nil, certificate == nil, key == nil else {
        throw socket.refusal("a socket stands alone, without address, certificate and key")
      }
      self = .socket(path: paths.resolve(try socket.string()))
      return
    }
    let value = try reader.required("address")
    let (host, port) = try Self.hostAndPort(value)
    switch (certificate, key) {
    case (nil, nil):
      guard Self.isLoopback(host) else {
        throw value.refusal("plain HTTP is for 127.0.0.0/8 and [::1] only: add certificate and key")
      }
      self = .loopback(host: host, port: port)
    case (let certificate?, let key?):
      self = .tls(
        host: host, port: port, certificate: paths.resolve(try certificate.string()),
        key: paths.resolve(try key.string()))
    case (let lonely?, nil), (nil, let lonely?):
      throw lonely.refusal("certificate and key belong together")
    }
  }

  /// Reads `127.0.0.1:8443` or `[::1]:8443`; port 0 lets the system choose.
  private static func hostAndPort(_ value: ConfigurationValue) throws(CPSError) -> (String, Int) {
    let text = try value.string()
    guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
      throw value.refusal("an address and a port are expected, such as 127.0.0.1:8443")
    }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
    guard !host.isEmpty else { throw value.refusal("an address is expected before the port") }
    return (String(host), Int(port))
  }

  private static func isLoopback(_ host: String) -> Bool {
    let bracketed = host.contains(":") ? "[\(host)]" : host
    // The audience admits http on loopback literals alone, by the same rule.
    return (try? Audience("http://\(bracketed):1")) != nil
  }
}

extension SecretSettings {
  init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
    service = paths.resolve(try reader.required("service").string())
    audit = paths.resolve(try reader.required("audit").string())
    auditEpoch = try reader.required("audit-epoch").string()
    areCreated = try reader.optional("create")?.boolean() ?? false
  }
}

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

extension SessionLimits {
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let idle = try reader.optional("idle")?.duration(in: Self.minimum...Self.maximumIdle)
    let absoluteValue = reader.optional("absolute")
    let absolute = try absoluteValue?.duration(in: Self.minimum...Self.maximumAbsolute)
    let longest = absolute ?? Self.maximumAbsolute
    let used = idle ?? min(Self.maximumIdle, longest)
    if let absoluteValue, used > longest { throw absoluteValue.refusal("shorter than the idle limit") }
    try self.init(idle: used, absolute: longest)
  }
}
