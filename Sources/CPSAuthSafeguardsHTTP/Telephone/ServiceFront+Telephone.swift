internal import CPSAuth
public import CPSAuthHTTP
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSTrust
public import Hummingbird

extension ServiceFront {
  /// Adds the telephone check, for those whom the policy opens it to: nobody, until a rule names them.
  ///
  /// `telephone.check` and `telephone.register` have routes of their own: what is said on the telephone is not part of
  /// their subject, which the log seals to its officers.
  ///
  /// - Parameter members: the group that ``addRoutes(to:)`` gave.
  public func mountTelephone<Context: ConversationContext>(
    _ telephone: TelephoneService, on members: RouterGroup<Context>
  ) {
    addChecks(telephone, to: members)
    let records = telephone.records
    mount(
      TelephoneInspection.self, on: members,
      reading: { text throws(CPSError) in try TelephoneSelector(text) }
    ) { permit in try await records.listing(try permit.redeem()) }
    mountForCaller(
      TelephoneRemoval.self, on: members, reading: { text throws(CPSError) in try CalledAccount(text) }
    ) { caller, permit in
      let account = try permit.redeem().name
      return TelephoneRemoval.Answer(
        removed: try await records.remove(account, by: AuditActor(caller.grant)))
    }
    guard let owners = telephone.owners else { return }
    addRegistration(telephone, ownedBy: owners, to: members)
    addDelegates(records, ownedBy: owners, to: members)
  }

  /// `POST /cpsauth/telephone/checks`, of an agent.
  private func addChecks<Context: ConversationContext>(
    _ telephone: TelephoneService, to members: RouterGroup<Context>
  ) {
    members.post("cpsauth/telephone/checks") { request, context in
      let agent = try context.requireSession()
      let call = try await JSONBody.read(
        TelephoneCheckRequest.self, from: request, otherwise: .requestMalformed)
      if call.startsRenewal, telephone.renewal == nil { throw CPSError(.telephoneRenewalAbsent) }
      let claim = try call.claim(under: telephone.ring)
      let answer = try await telephone.gate.perform(
        TelephoneCheck.self, as: agent, about: call.account, given: try call.circumstances()
      ) { permit in
        switch try await telephone.desk.check(permit, claim, from: call.caller, by: agent) {
        case .notConfirmed: return .notConfirmed
        case .confirmed(let confirmation):
          let renewal = call.startsRenewal ? telephone.renewal : nil
          let answer = TelephoneAnswer(confirmation, startsRenewal: renewal != nil)
          if let renewal { try await confirmation.startRenewal(through: renewal) }
          return answer
        }
      }
      return try JSONBody.response(TelephoneMessage(answer))
    }
    addAgreements(
      to: TelephoneCheck.self, on: members, reading: { text throws(CPSError) in try CalledAccount(text) })
  }

  /// `POST /cpsauth/telephone/details`, of the professional whose account it is, with their card.
  private func addRegistration<Context: ConversationContext>(
    _ telephone: TelephoneService, ownedBy owners: any AccountOwnership, to members: RouterGroup<Context>
  ) {
    members.post("cpsauth/telephone/details") { request, context in
      let professional = try context.requireSession().requireCard()
      let call = try await JSONBody.read(
        TelephoneDetailsRequest.self, from: request, otherwise: .requestMalformed)
      let claim = try call.claim(under: telephone.ring)
      let answer = try await telephone.gate.perform(
        TelephoneRegistration.self, as: professional, about: call.account
      ) {
        permit in
        try await owners.require(professional, of: try permit.redeem().name)
        try await telephone.records.register([claim], by: AuditActor(professional.grant))
        return TelephoneRegistration.Answer()
      }
      return try JSONBody.response(TelephoneMessage(answer))
    }
    addAgreements(
      to: TelephoneRegistration.self, on: members,
      reading: { text throws(CPSError) in try CalledAccount(text) })
  }

  /// `POST /functions/telephone.delegates`, of the professional whose account it is, with their card.
  private func addDelegates<Context: ConversationContext>(
    _ records: TelephoneRecords, ownedBy owners: any AccountOwnership, to members: RouterGroup<Context>
  ) {
    mountForCaller(
      TelephoneDelegation.self, on: members,
      reading: { text throws(CPSError) in try TelephoneDelegateOrder(text) }
    ) { caller, permit in
      let (professional, order) = (try caller.requireCard(), try permit.redeem())
      try await owners.require(professional, of: order.account)
      return try await records.carryOut(order, by: AuditActor(professional.grant))
    }
  }
}

extension AccountOwnership {
  /// Refuses who does not own an account, and an account that is not there in the same way.
  fileprivate func require(_ professional: CardSession, of account: AccountName) async throws(CPSError) {
    guard try await isOwner(professional.identity.nationalIdentifier, of: account) else {
      throw CPSError(.telephoneNotOwner)
    }
  }
}
