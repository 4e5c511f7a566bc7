/// The ways in which a certificate is altered.
enum Mutation: String, CaseIterable, Sendable {
  case bits, octets, cut, appended
  case lengthForm, tag, contents, memberRemoved, memberRepeated, membersExchanged, memberMoved
  case objectIdentifier, integer, boolean, text, stringType
  case extensionRemoved, extensionRepeated, extensionsExchanged, criticality, extensionAdded
  case extensionValueCut
  case dates, dateForm, serialNumber, version, algorithm, issuerName, subjectName, key
}
