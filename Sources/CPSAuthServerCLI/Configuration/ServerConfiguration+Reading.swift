import CPSAuth
import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics
import CPSProof
import InfopatientDemonstration

extension ServerConfiguration {
  /// Reads a configuration; relative paths in it are relative to the folder of the file.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` with file, line and column; ``Diagnostic/inputMissing``;
  ///   ``Diagnostic/configurationExposed``.
  init(file: String) throws(CPSError) {
    // One byte more than can be read, so that the reader sees that it is too long.
    try self.init(
      GuardedFile.bytes(at: file, atMost: ConfigurationReader.maximumLength + 1), named: file)
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
    let reached = listener
    proxy = try reader.optional("proxy")?.section { section throws(CPSError) in
      try ProxySettings(&section, before: reached, paths)
    }
    tokens = try reader.optional("tokens")?.section { section throws(CPSError) in
      try TokenSettings(&section, paths)
    }
    backChannel = try reader.optional("back-channel")?.section { section throws(CPSError) in
      try BackChannelSettings(&section, paths)
    }
    database = try DatabaseSettings(try reader.required("database"), paths)
    secrets = try reader.required("secrets").section { section throws(CPSError) in
      try SecretSettings(&section, paths)
    }
    let others = secrets
    telephone = try reader.optional("telephone")?.section { section throws(CPSError) in
      try TelephoneSettings(&section, besides: others, paths)
    }
    audit =
      try reader.optional("audit")?.section { section throws(CPSError) in
        try AuditSettings(&section, paths)
      } ?? .none
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
    delegations =
      try reader.optional("delegations")?.section { section throws(CPSError) in
        try DelegationRules(&section)
      } ?? .standard
    accounts = try reader.optional("accounts")?.section { section throws(CPSError) in
      try AccountRules(&section, for: world)
    }
    bans =
      try reader.optional("bans")?.section { section throws(CPSError) in try BanSettings(&section) }
      ?? .standard
    watch =
      try reader.optional("watch")?.section { section throws(CPSError) in try WatchSettings(&section) }
      ?? .standard
    notices = try reader.optional("notices")?.section { section throws(CPSError) in
      try NoticeSettings(&section, paths)
    }
    isDemonstration = try demonstration?.boolean() ?? false
    let known = Self.functions(
      backChannel, telephone, isDemonstration: isDemonstration, hasAccounts: accounts != nil)
    functions = known
    policy = try reader.required("policy").section { section throws(CPSError) in
      try PolicySettings(&section, knowing: known, paths)
    }
    if isDemonstration, environment != .synthetic, let demonstration {
      throw demonstration.refusal("only in the synthetic environment")
    }
    try Self.check(audience, environment, listener, audienceValue)
    guard environment != .production || !audit.recipients.isEmpty else {
      throw environmentValue.refusal("production needs audit.recipients: to whom subjects are sealed")
    }
  }

  /// What a policy of this server can speak about.
  private static func functions(
    _ backChannel: BackChannelSettings?, _ telephone: TelephoneSettings?, isDemonstration: Bool,
    hasAccounts: Bool
  ) -> Set<FunctionName> {
    var functions: Set = [
      SessionInspection.name, SessionRemoval.name, AccessReview.function, ExposureCount.name,
      DelegationDeclaration.name, DelegationInspection.name, DelegationRevocation.name,
      BanInspection.name, BanAddition.name, BanRemoval.name,
      ObservationInspection.name, ObservationAddition.name, ObservationRemoval.name, ContactInspection.name,
      ContactImport.name, ContactRemoval.name,
    ]
    functions.formUnion(backChannel?.functions.keys.map { $0 } ?? [])
    if telephone != nil {
      functions.formUnion([
        TelephoneCheck.name, TelephoneRegistration.name, TelephoneDelegation.name, TelephoneInspection.name,
        TelephoneRemoval.name,
      ])
    }
    if isDemonstration { functions.insert(InfopatientLookup.name) }
    if hasAccounts {
      functions.formUnion([
        AccountInspection.name, AccountFlagging.name, AccountClearing.name, AccountUnblocking.name,
        AccountResponse.name,
      ])
    }
    return functions
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
