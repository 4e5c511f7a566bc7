import Foundation

/// Lines for people: tables of figures.
enum Report {
  static func row(_ cells: String...) { print("| " + cells.joined(separator: " | ") + " |") }

  static func head(_ cells: String...) {
    print("\n| " + cells.joined(separator: " | ") + " |")
    print("|" + String(repeating: "---|", count: cells.count))
  }

  /// A number with so many decimals.
  static func number(_ value: Double, _ decimals: Int = 0) -> String {
    String(format: "%.\(decimals)f", value)
  }
}
