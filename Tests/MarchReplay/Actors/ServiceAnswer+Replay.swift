import CPSPrimitives
import CPSProof
import Foundation

/// What the actors read in an answer.
extension ServiceAnswer {
  private static let foundSomebody = Array(#"{"answer":{"#.utf8)

  /// Whether it holds the data of somebody: members are in lexicographic order, so that `answer` comes first.
  var showsSomebody: Bool { status == 200 && body.starts(with: Self.foundSomebody) }

  /// The token of a session that was opened.
  var sessionToken: String? { status == 201 ? members["token"] as? String : nil }

  /// The ticket that comes with a demand to renew a password.
  var renewalTicket: String? { status == 403 ? members["ticket"] as? String : nil }

  /// Whether a caller was confirmed at the help desk.
  var isConfirmation: Bool { status == 200 && members["confirmed"] as? Bool == true }

  /// The code of a problem; the status where there is none.
  var outcome: String { status < 300 ? "\(status)" : members["code"] as? String ?? "\(status)" }

  /// How long to wait before the next try, if the service says so.
  var retryAfter: Duration? { header("Retry-After").flatMap(Int.init).map { .seconds($0) } }

  private var members: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
  }
}
