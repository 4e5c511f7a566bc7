internal import CPSPrimitives

/// A civil time in which a health service of France lives, computed here, so that a log read on another machine has the
/// same nights.
public enum CivilZone: String, Sendable, Hashable, Codable, CaseIterable {
  /// Metropolitan France: UTC+1, UTC+2 in summer (directive 2000/84/EC).
  case paris = "Europe/Paris"
  /// Guadeloupe, Saint-Martin, Saint-Barthélemy: UTC−4.
  case guadeloupe = "America/Guadeloupe"
  /// Martinique: UTC−4.
  case martinique = "America/Martinique"
  /// French Guiana: UTC−3.
  case cayenne = "America/Cayenne"
  /// Réunion: UTC+4.
  case reunion = "Indian/Reunion"
  /// Mayotte: UTC+3.
  case mayotte = "Indian/Mayotte"
  /// New Caledonia: UTC+11.
  case noumea = "Pacific/Noumea"
  /// Tahiti: UTC−10.
  case tahiti = "Pacific/Tahiti"
  /// Coordinated universal time.
  case utc = "UTC"

  /// What it is ahead of UTC by at a moment, in seconds.
  func offset(at moment: Timestamp) -> Int64 {
    switch self {
    case .paris: moment.parisOffset
    case .guadeloupe, .martinique: -4 * 3_600
    case .cayenne: -3 * 3_600
    case .reunion: 4 * 3_600
    case .mayotte: 3 * 3_600
    case .noumea: 11 * 3_600
    case .tahiti: -10 * 3_600
    case .utc: 0
    }
  }

  /// The hours since 1970 began there.
  func hour(of moment: Timestamp) -> Int64 { Self.floor(moment.secondsSince1970 + offset(at: moment), 3_600) }

  /// The days since 1970 began there.
  func day(of moment: Timestamp) -> Int64 { Self.floor(moment.secondsSince1970 + offset(at: moment), 86_400) }

  /// The hour of the day there, 0 to 23.
  func hourOfDay(of moment: Timestamp) -> Int { Int(hour(of: moment) - day(of: moment) * 24) }

  /// Day and time there, as people write them: `17/03/2022 03:12`.
  func text(of moment: Timestamp) -> String {
    let local = Timestamp(secondsSince1970: moment.secondsSince1970 + offset(at: moment)).rfc3339
    return "\(Self.dayText(local)) \(local.dropFirst(11).prefix(5))"
  }

  /// A day there: `17/03/2022`.
  func text(ofDay day: Int64) -> String { Self.dayText(Timestamp(secondsSince1970: day * 86_400).rfc3339) }

  private static func dayText(_ text: String) -> String {
    text.prefix(10).split(separator: "-").reversed().joined(separator: "/")
  }

  private static func floor(_ number: Int64, _ unit: Int64) -> Int64 {
    number >= 0 ? number / unit : (number - unit + 1) / unit
  }
}
