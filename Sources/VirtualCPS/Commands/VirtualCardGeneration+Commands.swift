extension VirtualCardGeneration {
  /// The commands of this generation.
  var commands: any CommandSet {
    switch self {
    case .cps3: CPS3Commands()
    case .cps3Contactless: IASCommands()
    case .cps4, .cps4T0, .cps4ReleaseCandidate: ChipDocCommands()
    }
  }
}
