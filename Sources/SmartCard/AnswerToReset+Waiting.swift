/// What an answer to reset says of waiting and of blocks (ISO/IEC 7816-3, clauses 8.3, 10.2 and 11.4).
extension AnswerToReset {
  /// WI, the waiting time integer of T=0 in TC2; 10 where it says nothing.
  public var waitingTimeInteger: Int {
    guard interfaceGroups.count > 1, let value = interfaceGroups[1].tc else { return 10 }
    return Int(value)
  }

  /// N, the extra guard time in TC1, in elementary time units; 255 stands for the least that the protocol allows.
  public var extraGuardTime: Int { Int(interfaceGroups.first?.tc ?? 0) }

  /// IFSC, the most bytes of information in a block to the card on T=1; 32 where it says nothing.
  public var cardInformationFieldSize: Int {
    // A group belongs to the protocol that the TD before it names; TA3 is the first that can.
    let groups = zip(interfaceGroups.dropFirst(), protocols).dropFirst()
    return Int(groups.first { $0.1 == 1 }?.0.ta ?? 32)
  }
}
