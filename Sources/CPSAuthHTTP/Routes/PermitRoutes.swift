internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof
internal import HTTPTypes
internal import Hummingbird

/// Permits for code in another process, behind nginx (docs/protocol.md, section 14): `POST /permits`,
/// `POST /permits/{permit}/consume` and `POST /permits/outcomes`.
///
/// For the back channel, and there for whoever shows that they are the service's own.
struct PermitRoutes: Sendable {
  /// Where the proxy asks for permits.
  static let path = "/permits"

  let desk: PermitDesk
  let front: ServiceFront

  func add<Context: ConversationContext>(to group: RouterGroup<Context>) {
    group.post("permits") { [self] request, context in try await issue(request, context) }
    group.post("permits/outcomes") { [desk] request, _ in
      let report = try await JSONBody.read(OutcomeReport.self, from: request, otherwise: .requestMalformed)
      try await desk.report(report.outcome, disclosing: report.disclosed, with: report.receipt)
      return Response(status: .noContent)
    }
    group.post("permits/:permit/consume") { [desk, front] request, context in
      let body = try await JSONBody.read(FunctionRequest.self, from: request, otherwise: .requestMalformed)
      let consumed = try await desk.consume(
        context.parameters.get("permit") ?? "", about: body.subject, given: try body.circumstances())
      return try JSONBody.response(
        ConsumedPermitMessage(
          permit: consumed, session: front.message(about: consumed.session, token: nil)))
    }
  }

  /// The permit of a request that the proxy has received and asks about.
  private func issue<Context: ConversationContext>(
    _ request: Request, _ context: Context
  ) async throws -> Response {
    let fields = request.headers
    let name = try only(.gatedFunction, in: fields)
    guard let function = FunctionName(rawValue: name) else {
      throw CPSError(.functionUnknown, ["function": name])
    }
    let address = try only(.forwardedURI, in: fields)
    let origin = request.origin(
      in: context.conversation, method: try only(.forwardedMethod, in: fields),
      path: String(address.prefix { $0 != "?" }))
    let session = try await front.recognition.session(
      of: request, in: context.conversation, from: origin, isUse: true)
    let permit = try await desk.issue(for: function, to: session)
    return Response(status: .noContent, headers: [.permit: permit])
  }

  /// A field that the proxy sets, and therefore stands once.
  private func only(_ name: HTTPField.Name, in fields: HTTPFields) throws(CPSError) -> String {
    let values = fields[values: name]
    guard values.count == 1, let value = values.first, !value.isEmpty else {
      throw CPSError(.requestMalformed, ["detail": name.rawName])
    }
    return value
  }
}
