public import CPSAuth
public import CPSDiagnostics
internal import CPSProof
public import Hummingbird

extension ServiceFront {
  /// Adds the route of a gated function: `POST /functions/{name}`.
  ///
  /// The subject stands in the body, never in an address.
  ///
  /// - Parameters:
  ///   - function: the function.
  ///   - members: the group that ``addRoutes(to:)`` gave.
  ///   - reading: makes the subject of the text in the body, or refuses it.
  ///   - body: what is protected; it reaches the subject through its permit alone.
  public func mount<Function: GatedFunction, Context: ConversationContext>(
    _ function: Function.Type, on members: RouterGroup<Context>,
    reading: @escaping @Sendable (String) throws(CPSError) -> Function.Subject,
    _ body: @escaping @Sendable (consuming Permit<Function>) async throws -> Function.Answer
  ) where Function.Answer: Encodable {
    mountForCaller(function, on: members, reading: reading) { _, permit in try await body(permit) }
  }

  /// The same for a body that must know who calls.
  public func mountForCaller<Function: GatedFunction, Context: ConversationContext>(
    _ function: Function.Type, on members: RouterGroup<Context>,
    reading: @escaping @Sendable (String) throws(CPSError) -> Function.Subject,
    _ body: @escaping @Sendable (LiveSession, consuming Permit<Function>) async throws -> Function.Answer
  ) where Function.Answer: Encodable {
    members.post("functions/\(Function.name.rawValue)") { [gate] request, context in
      let session = try context.requireSession()
      let call = try await JSONBody.read(FunctionRequest.self, from: request, otherwise: .requestMalformed)
      let answer = try await gate.perform(
        Function.self, as: session, about: try reading(call.subject), given: try call.circumstances()
      ) { permit in try await body(session, permit) }
      return try JSONBody.response(FunctionResult(function: Function.name, answer: answer))
    }
    addAgreements(to: function, on: members, reading: reading)
  }

  /// Adds what a policy may ask for beside a call: that a step-up is about one subject of the function, and the route by
  /// which a second person agrees.
  ///
  /// ``mount(_:on:reading:_:)`` does so itself; for a function whose route is its own.
  public func addAgreements<Function: GatedFunction, Context: ConversationContext>(
    to function: Function.Type, on members: RouterGroup<Context>,
    reading: @escaping @Sendable (String) throws(CPSError) -> Function.Subject
  ) {
    subjects.add(Function.name) { (text) throws(CPSError) in
      StepUp(Function.name, about: text, meaning: try reading(text))
    }
    members.post("functions/\(Function.name.rawValue)/approvals") { [gate] request, context in
      let session = try context.requireSession().requireCard()
      let approval = try await JSONBody.read(
        ApprovalRequest.self, from: request, otherwise: .requestMalformed)
      try await gate.approve(
        Function.self, of: approval.beneficiary, about: try reading(approval.subject), as: session)
      return Response(status: .noContent)
    }
  }

  /// Adds the route by which a second person agrees to a call of a function whose code runs in another process.
  ///
  /// - Parameters:
  ///   - desk: whose functions they are.
  ///   - members: the group that ``addRoutes(to:)`` gave: the person agrees in a session of their own.
  public func addApprovals<Context: ConversationContext>(
    of desk: PermitDesk, on members: RouterGroup<Context>
  ) {
    members.post("functions/:name/approvals") { request, context in
      let session = try context.requireSession().requireCard()
      let text = context.parameters.get("name") ?? ""
      guard let name = FunctionName(rawValue: text) else {
        throw CPSError(.functionUnknown, ["function": text])
      }
      let approval = try await JSONBody.read(
        ApprovalRequest.self, from: request, otherwise: .requestMalformed)
      try await desk.approve(name, of: approval.beneficiary, about: approval.subject, as: session)
      return Response(status: .noContent)
    }
  }

  /// Adds the answer about functions that nobody mounted; to be called after the last ``mount(_:on:reading:_:)``.
  public func refuseUnknownFunctions<Context: ConversationContext>(on members: RouterGroup<Context>) {
    members.post("functions/:name") { _, context -> Response in
      throw CPSError(.functionUnknown, ["function": context.parameters.get("name") ?? ""])
    }
  }
}
