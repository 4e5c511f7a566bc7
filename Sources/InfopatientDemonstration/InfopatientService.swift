public import CPSAuth
public import CPSAuthHTTP
public import CPSDiagnostics
internal import CPSProof
public import Hummingbird

/// The demonstration: a directory of fictitious insured people, behind a gate and a log-in of its own.
public struct InfopatientService: Sendable {
  private let front: ServiceFront
  private let authenticator: Authenticator
  private let directory: InsuredDirectory

  /// The demonstration behind a service's front.
  ///
  /// - Parameter directory: the people who are looked up.
  /// - Throws: ``Diagnostic/configurationInvalid`` in any other environment than the synthetic one.
  public init(
    front: ServiceFront, authenticator: Authenticator, directory: InsuredDirectory = InsuredDirectory()
  ) throws(CPSError) {
    guard authenticator.environment == .synthetic else {
      throw CPSError(
        .configurationInvalid,
        ["place": "demonstration", "detail": "only in the synthetic environment"])
    }
    self.front = front
    self.authenticator = authenticator
    self.directory = directory
  }

  /// Adds `POST /functions/infopatient.lookup` for those with a session, and no log-in.
  public func addLookup<Context: ConversationContext>(on members: RouterGroup<Context>) {
    front.mount(
      InfopatientLookup.self, on: members, reading: { text throws(CPSError) in try NIR(text) }
    ) { [directory] permit in
      try await directory.lookup(permit)
    }
  }

  /// Adds `POST /functions/infopatient.lookup` for those with a session, and
  /// `POST /demonstration/account-sessions`, which opens an account session for a fictitious account.
  public func addRoutes<Context: ConversationContext>(
    to router: Router<Context>, members: RouterGroup<Context>
  ) {
    addLookup(on: members)
    front.strangers(of: router, for: .passwordUse).post("demonstration/account-sessions") {
      [front, authenticator] request, context in
      let login = try await JSONBody.read(
        DemonstrationLogin.self, from: request, otherwise: .requestMalformed)
      let opened = try await authenticator.openAccountSession(
        for: login.account, request: request.origin(in: context.conversation))
      return try front.response(about: .account(opened.session), token: opened.token)
    }
  }
}
