import CPSAuth
import InfopatientDemonstration

/// Fictitious insured people: eight bytes each, and the rest of a person is made of their number when asked for.
struct InsuredPopulation: Sendable {
  private static let familyNames = [
    "Aubépin", "Bellefeuille", "Chantemerle", "Doucelin", "Églantier", "Fontclaire", "Grandval", "Hautbois",
    "Isambre", "Joliclerc", "Kerlune", "Lavandier", "Mirebois", "Noirepierre", "Ormeval", "Pimprenelle",
  ]
  private static let givenNames = [
    "Adélaïde", "Anselme", "Brigitte", "Barnabé", "Clarisse", "Célestin", "Domitille", "Donatien", "Eulalie",
    "Évariste", "Fanchon", "Florimond", "Gersende", "Gédéon", "Hermine", "Hippolyte",
  ]
  private static let schemes = ["general", "general", "general", "general", "agricultural", "special"]

  /// Everybody's number, each once, in ascending order.
  let numbers: [InsuredNumber]

  /// So many people, the same for one seed.
  init(count: Int, seed: UInt64) {
    var chance = SeededChance(seed: seed, for: "population")
    var numbers: [InsuredNumber] = []
    while numbers.count < count {
      // A few more than are missing, since some come twice.
      let missing = count - numbers.count
      numbers += (0..<(missing + missing / 256 + 1)).map { _ in InsuredNumber(by: &chance) }
      numbers.sort()
      numbers = numbers.enumerated().filter { $0.offset == 0 || numbers[$0.offset - 1] != $0.element }
        .map(\.element)
    }
    // Those beyond the count are left out all over, not at the end.
    chance.shuffle(&numbers)
    self.numbers = numbers.prefix(count).sorted()
  }

  /// Whether somebody has the number.
  func contains(_ number: InsuredNumber) -> Bool {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count && numbers[low] == number
  }

  /// The person who has the number; nil for nobody.
  func insured(_ nir: NIR) -> Insured? {
    guard let number = InsuredNumber(nir.canonicalText), contains(number) else { return nil }
    let traits = SeededChance.mix(number.digits)
    func trait(_ shift: UInt64, of count: Int) -> Int { Int((traits >> shift) % UInt64(count)) }
    let year = Int(number.digits / 10_000_000_000 % 100)
    let (month, day) = (1 + trait(40, of: 12), 1 + trait(44, of: 28))
    return Insured(
      familyName: Self.familyNames[trait(0, of: Self.familyNames.count)],
      givenName: Self.givenNames[trait(8, of: Self.givenNames.count)],
      birthDate: "\(year < 20 ? 2000 + year : 1900 + year)-\(Self.twoPlaces(month))-\(Self.twoPlaces(day))",
      scheme: Self.schemes[trait(16, of: Self.schemes.count)], hasFamilyDoctor: trait(24, of: 10) < 8,
      hasComplementaryCover: trait(32, of: 10) == 0)
  }

  private static func twoPlaces(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
