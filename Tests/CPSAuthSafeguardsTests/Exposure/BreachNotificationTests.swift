import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import CPSAuthSafeguards

@Suite struct BreachNotificationTests {
  private static let aware = Timestamp(secondsSince1970: 1_800_010_000)

  private let scene: ExposureScene

  init() throws { scene = try ExposureScene() }

  private static func incident(
    controller: String = "Caisse fictive", officer: String = "dpo@caisse.example",
    nature: String = "Un robot.",
    consequences: [String] = ["hameçonnage"], measures: [String] = ["comptes fermés"],
    categories: [String: String] = ["identity": "identité", "bank": "coordonnées bancaires"]
  ) throws -> BreachIncident {
    try BreachIncident(
      controller: controller, officer: officer, awareAt: aware, nature: nature, consequences: consequences,
      measures: measures, categories: categories)
  }

  private func summary(uncertain: Bool = false) async throws -> ExposureSummary {
    let robot = ExposureScene.account("pharmacie-1")
    for subject in ["1", "2"] {
      try await scene.call(about: subject, by: robot, outcome: .found, showing: ["identity"])
    }
    if uncertain { try await scene.call(about: "3", by: robot, outcome: nil) }
    return try await scene.tally(scene.scope(nil)).summary()
  }

  @Test func `the notification says what the log and the organisation know`() async throws {
    let text = BreachNotification(
      of: try Self.incident(), try await summary(), at: Self.aware + .seconds(3_600)
    ).text
    for part in [
      "Caisse fictive", "dpo@caisse.example", "Un robot.", "Personnes concernées : 2",
      "Enregistrements consultés : 2", "identité : 2 personnes", "- hameçonnage", "- comptes fermés",
      "Prise de connaissance : 2027-01-15T10:46:40Z", "Échéance des 72 heures : 2027-01-18T10:46:40Z",
      "Il reste 71 h",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.contains("étendue inconnue"))
    #expect(!text.contains("dépassée"))
  }

  @Test(arguments: [
    (1, "Il reste 71 h"), (72 * 3_600 - 60, "Il reste 0 h"), (72 * 3_600, "Il reste 0 h"),
    (72 * 3_600 + 1, "dépassée de 1 h"), (100 * 3_600, "dépassée de 28 h"),
  ])
  func `whole hours are left, and after 72 the reasons for the delay are asked for`(
    seconds: Int, part: String
  ) async throws {
    let text = BreachNotification(
      of: try Self.incident(), try await summary(), at: Self.aware + .seconds(seconds)
    ).text
    #expect(text.contains(part))
  }

  @Test func `what nobody knows is said`() async throws {
    let text = BreachNotification(of: try Self.incident(), try await summary(uncertain: true), at: Self.aware)
      .text
    #expect(text.contains("étendue inconnue (accès sans résultat au journal) : 1 personnes"))
    let notice = BreachNotice(of: try Self.incident(), try await summary(uncertain: true)).text
    #expect(!notice.contains("N’ont pas été consultés"))
  }

  @Test func `the notice says what was not taken, and how to reach the officer`() async throws {
    let notice = BreachNotice(of: try Self.incident(), try await summary()).text
    #expect(notice.contains("N’ont pas été consultés : coordonnées bancaires."))
    #expect(notice.contains("dpo@caisse.example"))
    for place in ["{first}", "{last}", "{fields}"] { #expect(notice.contains(place)) }
  }

  @Test func `an incident without what a notification needs is refused`() {
    for action: () throws -> BreachIncident in [
      { try Self.incident(controller: "") },
      { try Self.incident(officer: "a\u{202E}b") },
      { try Self.incident(nature: String(repeating: "x", count: 2_001)) },
      { try Self.incident(consequences: []) },
      { try Self.incident(measures: []) },
      { try Self.incident(measures: ["a", ""]) },
      { try Self.incident(categories: ["identity": "a\nb"]) },
    ] {
      #expect(throws: CPSError(.incidentInvalid)) { try action() }
    }
  }
}
