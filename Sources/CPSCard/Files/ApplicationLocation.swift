/// Where EF.DIR says that an application lies (ISO/IEC 7816-4, clause 12.2.2).
enum ApplicationLocation: Sendable, Hashable {
  /// Its path, object 51.
  case path(CardPath)
  /// Its name alone, object 4F, where no path is given.
  case name([UInt8])
}
