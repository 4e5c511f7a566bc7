import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust

/// Looks at everything that a service needs, and changes nothing: no file is made, no epoch begins.
struct ServiceExaminer: Sendable {
  let settings: ServerConfiguration
  let clock: any WallClock
  let random: any RandomSource

  /// Everything that was found, in the order in which a start meets it.
  func findings() async -> [ServiceFinding] {
    [configuration, trust, register, policy, tls].flatMap(\.self) + secrets() + (await tokens())
      + notices + (await audit()) + (await witnesses()) + (await database())
  }

  private var configuration: [ServiceFinding] {
    [
      .fact(
        .configuration, Self.configurationRead,
        ["audience": settings.audience.text, "environment": settings.environment.rawValue])
    ]
  }

  /// Authorities and lists: what keeps everybody out is an obstacle, what will do so later is not.
  private var trust: [ServiceFinding] {
    checked(.trust) { () throws(CPSError) in
      let directory = TrustDirectory(
        path: settings.trust.directory, pins: try ServerAssembly.pins(settings))
      let report = try directory.report(grace: settings.trust.grace, at: clock.now())
      guard !report.alarms.isEmpty else { return [.fact(.trust, Self.trustComplete)] }
      let later: [Diagnostic] = [
        .authorityExpiring, .authorityExpired, .revocationListOverdue, .revocationListRefused,
      ]
      return report.alarms.map { later.contains($0.diagnostic) ? .remark(.trust, $0) : .obstacle(.trust, $0) }
    }
  }

  private var register: [ServiceFinding] {
    guard let register = settings.trust.register else {
      return [.remark(.register, CPSError(.registerNotConfigured))]
    }
    return checked(.register) { () throws(CPSError) in
      let made = try register.open(at: clock.now()).madeAt
      return [.fact(.register, Self.registerRead, ["made": made.rfc3339])]
    }
  }

  private var policy: [ServiceFinding] {
    checked(.policy) { () throws(CPSError) in
      let policy = try settings.policy.load(knowing: settings.functions)
      return [.fact(.policy, Self.policyRead, ["version": PrintableText.escaped(policy.version)])]
    }
  }

  private var tls: [ServiceFinding] {
    guard case .tls(_, _, let certificate, let key, _) = settings.listener else { return [] }
    return checked(.tls) { () throws(CPSError) in
      _ = try TLSFiles(certificate: certificate, key: key).server(ServerRun.http())
      return [.fact(.tls, Self.certificateRead, ["path": PrintableText.escaped(certificate)])]
    }
  }

  private func secrets() -> [ServiceFinding] {
    let named = settings.secrets
    var findings = secret(named.service, isMade: named.areCreated) { () throws(CPSError) in
      _ = try named.withoutMaking.serviceSecret(random: random)
    }
    findings += secret(named.audit, isMade: named.areCreated) { () throws(CPSError) in
      _ = try named.withoutMaking.auditKey(random: random)
    }
    if let path = settings.proxy?.secret {
      findings += secret(path, isMade: false) { () throws(CPSError) in
        _ = try settings.proxy?.proxy(random: random)
      }
    }
    if let path = settings.backChannel?.secret {
      findings += secret(path, isMade: false) { () throws(CPSError) in _ = try read(path) }
    }
    if let telephone = settings.telephone {
      findings += secret(telephone.key, isMade: telephone.isCreated) { () throws(CPSError) in
        _ = try telephone.ring(besides: settings.secretFiles, isCreated: false, random: random)
      }
    }
    return findings
  }

  /// Who brings notices: a program that can be started, or the secret of a webhook that can be read.
  private var notices: [ServiceFinding] {
    guard let notices = settings.notices else { return [] }
    return checked(.notices) { () throws(CPSError) in
      _ = try notices.composer(service: settings.audience, under: nil)
      _ = try notices.transport(random: random, clock: clock)
      switch notices.carrier {
      case .sendmail(let path):
        guard SendmailTransport(path: path).isThere else { throw CPSError(.inputMissing, ["path": path]) }
        return [.fact(.notices, Self.noticesByMail, ["path": PrintableText.escaped(path)])]
      case .webhook(let audience, _, _, _):
        return [.fact(.notices, Self.noticesByWebhook, ["address": audience.text])]
      }
    }
  }

  private func tokens() async -> [ServiceFinding] {
    guard let tokens = settings.tokens else { return [] }
    do throws(CPSError) {
      _ = try await tokens.desk(random: random)
      return tokens.keys.map { .fact(.secrets, Self.secretRead, ["path": PrintableText.escaped($0)]) }
    } catch { return [.obstacle(.secrets, error)] }
  }

  /// Recipients and keys, and what an auditor would miss.
  private func audit() async -> [ServiceFinding] {
    checked(.audit) { () throws(CPSError) in
      _ = try settings.audit.sealRecipients()
      // Of nothing but memory: what is asked is only whether one can be made.
      let log = AuditLog(
        store: try MemoryStore(environment: settings.environment, random: random), clock: clock,
        random: random, sealingTo: nil)
      let keeper = try settings.audit.keeper(of: log, clock: clock, random: random)
      let warnings = AuditWarnings.all(of: settings.audit, keeper)
      guard !warnings.isEmpty else { return [.fact(.audit, Self.auditComplete)] }
      return warnings.map { .remark(.audit, $0) }
    }
  }

  /// Whether each witness could keep a checkpoint now; the service works without, and somebody should look.
  private func witnesses() async -> [ServiceFinding] {
    // What keeps them from being made was found with the audit log.
    guard let witnesses = try? settings.audit.witnesses(random: random) else { return [] }
    var findings: [ServiceFinding] = []
    for (place, witness) in witnesses.enumerated() {
      do throws(CPSError) {
        try await witness.examine()
        let text = witness.isOffHost ? Self.witnessElsewhere : Self.witnessHere
        findings.append(.fact(.witness, text, ["place": String(place + 1)]))
      } catch { findings.append(.remark(.witness, error)) }
    }
    return findings
  }

  private func database() async -> [ServiceFinding] {
    do throws(CPSError) {
      let isThere = try await OpenedState.examine(settings.database, environment: settings.environment)
      return [.fact(.database, isThere ? Self.databaseReady : Self.databaseToBeMade)]
    } catch { return [.obstacle(.database, error)] }
  }

  /// One secret: read as the service would, but never made.
  private func secret(
    _ path: String, isMade: Bool, _ body: () throws(CPSError) -> Void
  ) -> [ServiceFinding] {
    let shown = ["path": PrintableText.escaped(path)]
    do throws(CPSError) {
      try body()
      return [.fact(.secrets, Self.secretRead, shown)]
    } catch {
      guard isMade, error.diagnostic == .inputMissing else { return [.obstacle(.secrets, error)] }
      return [.fact(.secrets, Self.secretToBeMade, shown)]
    }
  }

  private func read(_ path: String) throws(CPSError) -> SecretBytes {
    try SecretFile.read(at: path, isCreated: false, random: random)
  }

  private func checked(
    _ subject: ServiceFinding.Subject, _ body: () throws(CPSError) -> [ServiceFinding]
  ) -> [ServiceFinding] {
    do throws(CPSError) { return try body() } catch { return [.obstacle(subject, error)] }
  }
}
