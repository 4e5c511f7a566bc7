internal import CPSAuth
internal import CPSDiagnostics
internal import Hummingbird

extension ServiceFront {
  /// Takes the review of what somebody did in a declared emergency; the number is that of the audit entry.
  func addReviews<Context: ConversationContext>(to group: RouterGroup<Context>) {
    group.post("cpsauth/reviews/:entry") { [gate] request, context in
      let session = try context.requireSession()
      guard let text = context.parameters.get("entry"), let entry = Int64(text), String(entry) == text else {
        throw CPSError(.requestMalformed, ["detail": "number of the entry"])
      }
      let review = try await JSONBody.read(ReviewRequest.self, from: request, otherwise: .requestMalformed)
      try await gate.review(entry, as: session, finding: review.verdict, remark: try review.remark())
      return Response(status: .noContent)
    }
  }
}
