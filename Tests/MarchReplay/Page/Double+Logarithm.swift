import Foundation

extension Double {
  /// The natural logarithm.
  var logarithm: Double { log(self) }

  /// This to the power of another.
  func power(_ exponent: Double) -> Double { pow(self, exponent) }
}
