internal import Foundation

/// Lines for people: tables of figures.
public enum Report {
  /// A row of a table.
  public static func row(_ cells: String...) { print("| " + cells.joined(separator: " | ") + " |") }

  /// An empty line, and the head of a table.
  public static func head(_ cells: String...) {
    print("\n| " + cells.joined(separator: " | ") + " |")
    print("|" + String(repeating: "---|", count: cells.count))
  }

  /// A number with so many decimals.
  public static func number(_ value: Double, _ decimals: Int = 0) -> String {
    String(format: "%.\(decimals)f", value)
  }
}
