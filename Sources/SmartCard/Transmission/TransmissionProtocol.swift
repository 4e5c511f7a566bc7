/// The protocol that reader and card agreed on (ISO/IEC 7816-3, clauses 10 and 11).
public enum TransmissionProtocol: String, Sendable, CaseIterable {
  /// Character oriented: data in one direction a command, GET RESPONSE for the rest.
  case t0 = "T=0"
  /// Block oriented: data both ways in one command.
  case t1 = "T=1"
}
