public import CPSDiagnostics

/// A text that is sent: the subject without any place to fill, and the body with places `{name}`.
///
/// A notice names its template and gives values; the text itself is in the source, so that nobody who queues a notice
/// decides what stands in it.
public struct NoticeTemplate: Sendable, Hashable {
  /// The stable name, such as `login`.
  public let name: String
  /// The subject; nothing of a notice is ever in it.
  public let subject: Bilingual
  /// The body, with places.
  public let body: Bilingual
  /// The places that the one who queues fills, and nobody else.
  public let places: Set<String>
  /// The places that are filled when the notice is delivered, by whoever keeps a secret that the outbox must not.
  public let placesAtDelivery: Set<String>

  /// The places that every template may have: the service, and whom to turn to.
  static let commonPlaces: Set<String> = ["service", "help"]

  /// A template.
  ///
  /// - Parameter placesAtDelivery: such as a code that is computed again then (``NoticeComposer``).
  public init(
    _ name: String, subject: Bilingual, body: Bilingual, places: Set<String>,
    placesAtDelivery: Set<String> = []
  ) {
    self.name = name
    self.subject = subject
    self.body = body
    self.places = places
    self.placesAtDelivery = placesAtDelivery
  }
}
