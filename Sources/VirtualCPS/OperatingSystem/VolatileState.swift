/// What a card forgets at every reset.
struct VolatileState {
  /// The current dedicated file: identifiers below the master file.
  var directory: [UInt16] = []
  /// The current elementary file, which lies in `directory`.
  var file: UInt16?
  /// The numbers of the PIN objects that were presented.
  var verified: Set<UInt8> = []
  /// What waits for GET RESPONSE.
  var waiting: [UInt8] = []
  /// The commands of a chain so far.
  var chain: Chain?
  /// What MSE SET chose, by control reference template.
  var templates: [ControlReferenceTemplate: Choice] = [:]
  /// The digest that PSO HASH finished, for the next signature.
  var digest: [UInt8]?

  /// What is selected in the CPS2ter view of a CPS3.
  var former = FileTarget(directory: [])
  /// Logical channel 1 of a CPS4.
  var channel = Channel()

  /// What logical channel 1 holds (cps-card.md section 2.2).
  struct Channel {
    /// The detour that the official module makes when the SELECT of ChipDoc is refused.
    enum Detour { case none, cardManager, complete }

    /// Whether ChipDoc is selected there.
    var holdsApplication = false
    var detour = Detour.none
  }

  /// An unfinished chain (ISO/IEC 7816-4, clause 5.3.3).
  struct Chain {
    let ins: UInt8
    let parameters: UInt16
    var data: [UInt8]
  }

  /// An algorithm and, except for hashing, a key.
  struct Choice {
    let algorithm: UInt8
    let key: UInt8?
  }

  /// P2 of MSE SET (ISO/IEC 7816-4, table 80).
  enum ControlReferenceTemplate: UInt8 {
    case authentication = 0xA4
    case hash = 0xAA
    case signature = 0xB6
    case confidentiality = 0xB8
  }

  /// Makes `directory` current; what was chosen for keys of another one is forgotten.
  mutating func enter(_ directory: [UInt16], file: UInt16? = nil) {
    if directory != self.directory {
      templates = [:]
      digest = nil
    }
    self.directory = directory
    self.file = file
  }
}
