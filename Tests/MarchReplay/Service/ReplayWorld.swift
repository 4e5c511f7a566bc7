import CPSAuthTesting
import CPSDiagnostics
import OpenSSLKit
import SyntheticIGC
import TestSupport

/// What the acts share: people, the robot's list, authorities, and the officers to whom an audit log is sealed.
struct ReplayWorld: Sendable {
  /// The parameters of the run.
  let parameters: ReplayParameters
  /// The insured people.
  let population: InsuredPopulation
  /// The robot's numbers.
  let list: NumberList
  /// The authorities and the cards under them.
  let tree: SyntheticWorld
  /// Who may open the audit log.
  let officer: SealOfficer
  /// Who else may.
  let deputy: SealOfficer

  /// A world of its own.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  init(_ parameters: ReplayParameters) throws(CPSError) {
    self.parameters = parameters
    population = InsuredPopulation(count: parameters.people, seed: parameters.seed)
    list = NumberList(
      count: parameters.listLength, hitRate: parameters.hitRate, of: population, seed: parameters.seed)
    tree = try SyntheticWorld(at: SyntheticTree.fixtureMoment)
    (officer, deputy) = try SealOfficer.pair()
  }

  /// Some of the insured people, as the patients of a practice: the same for one name and seed.
  func patients(_ count: Int, of practice: String) -> [InsuredNumber] {
    var chance = SeededChance(seed: parameters.seed, for: practice)
    var patients: Set<InsuredNumber> = []
    while patients.count < min(count, population.numbers.count) {
      patients.insert(population.numbers[chance.below(population.numbers.count)])
    }
    return patients.sorted()
  }
}
