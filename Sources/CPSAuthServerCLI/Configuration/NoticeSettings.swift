import CPSAuth
import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport

/// From whom notices come, whom they say to turn to, and who brings them.
struct NoticeSettings: Sendable, Hashable {
  /// Who brings them.
  enum Carrier: Sendable, Hashable {
    /// The mail program of the host, by its path.
    case sendmail(String)
    /// A service that is reached over HTTPS, with the file of the secret that it shares.
    case webhook(Audience, path: String, secret: String, TrustRoots)
  }

  /// How often the outbox is looked through.
  static let interval: Duration = .seconds(5)

  /// From whom.
  let sender: MailAddress
  /// Whom to turn to.
  let help: String
  /// Who brings them.
  let carrier: Carrier

  /// The file of the secret of a webhook; nil without one.
  var secret: String? {
    if case .webhook(_, _, let secret, _) = carrier { secret } else { nil }
  }

  /// Reads `from`, `help`, and either `sendmail` or `webhook` with `secret` and `authorities`.
  init(_ reader: inout ConfigurationReader, _ paths: PathResolver) throws(CPSError) {
    let from = try reader.required("from")
    let helpValue = try reader.required("help")
    let sendmail = reader.optional("sendmail")
    let webhook = reader.optional("webhook")
    let secret = reader.optional("secret")
    let authorities = reader.optional("authorities")
    sender = try from.parsed { text throws(CPSError) in try MailAddress(text) }
    help = try helpValue.string()
    guard (1...200).contains(help.count), PrintableText.escaped(help) == help else {
      throw helpValue.refusal("one line of at most 200 characters is expected")
    }
    switch (sendmail, webhook) {
    case (let sendmail?, nil):
      let path = try sendmail.string()
      guard path.hasPrefix("/") else { throw sendmail.refusal("an absolute path is expected") }
      if let lonely = secret ?? authorities { throw lonely.refusal("it is for a webhook") }
      carrier = .sendmail(path)
    case (nil, let webhook?):
      guard let secret else { throw webhook.refusal("a webhook needs a secret that it shares") }
      carrier = try Self.webhook(webhook, secret, authorities, paths)
    default: throw from.refusal("either sendmail or webhook is expected beside it")
    }
  }

  /// An `https` address; `http` on a loopback literal is for tests of one machine.
  private static func webhook(
    _ value: ConfigurationValue, _ secret: ConfigurationValue, _ authorities: ConfigurationValue?,
    _ paths: PathResolver
  ) throws(CPSError) -> Carrier {
    let parts = try value.string().split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    let audience = try value.parsed { _ throws(CPSError) in
      try Audience(parts.prefix(3).joined(separator: "/"))
    }
    let roots: TrustRoots =
      try authorities.map { value throws(CPSError) in .file(paths.resolve(try value.string())) } ?? .system
    return .webhook(
      audience, path: "/" + (parts.count > 3 ? parts[3] : ""), secret: paths.resolve(try secret.string()),
      roots)
  }

  /// What makes the messages.
  ///
  /// - Parameter secret: by which codes are computed again when they leave; nil to make none.
  /// - Throws: ``Diagnostic/noticeContentInvalid``.
  func composer(service: Audience, under secret: ServiceSecret?) throws(CPSError) -> NoticeComposer {
    let completions = secret.map { [NoticeTemplate.renewalCode.name: OutboxMessenger.completion(under: $0)] }
    return try NoticeComposer(
      NoticeComposer.standardTemplates + [.renewalCode, .passwordRenewed, .accountAddressReplaced],
      from: sender,
      service: service.text, help: help, completing: completions ?? [:])
  }

  /// What brings them, the secret read.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/configurationInvalid``.
  func transport(random: some RandomSource, clock: any WallClock) throws(CPSError) -> any NoticeTransport {
    switch carrier {
    case .sendmail(let path): return SendmailTransport(path: path)
    case .webhook(let audience, let path, let file, let roots):
      let secret = try WebhookSecret(SecretFile.read(at: file, isCreated: false, random: random))
      return WebhookNoticeTransport(
        to: audience, path: path, signingWith: secret, over: try HTTPServiceTransport(roots: roots),
        clock: clock)
    }
  }
}
