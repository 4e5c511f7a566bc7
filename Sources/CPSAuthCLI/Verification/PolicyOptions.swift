internal import ArgumentParser
internal import OpenSSLKit

/// What is asked of certificate policies (RFC 5280, clause 6.1.1).
struct PolicyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Une politique qui convient ; peut être répété. Sinon, toute politique.",
        en: "A policy that suits; may be repeated. Else any policy."), valueName: "oid"))
  var policy: [PolicyIdentifier] = []

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "La chaîne doit être valable pour l’une de ces politiques.",
        en: "The chain must be valid for one of these policies.")))
  var requirePolicy = false

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Aucune politique ne tient lieu d’une autre.", en: "No policy stands for another.")))
  var inhibitPolicyMapping = false

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "anyPolicy ne tient lieu d’aucune politique.", en: "anyPolicy stands for no policy.")))
  var inhibitAnyPolicy = false

  var requirements: PolicyRequirements {
    PolicyRequirements(
      accepted: Set(policy.map(\.oid)), requiresExplicitPolicy: requirePolicy,
      inhibitsMapping: inhibitPolicyMapping, inhibitsAnyPolicy: inhibitAnyPolicy)
  }
}

/// An object identifier on the command line.
struct PolicyIdentifier: ExpressibleByArgument {
  let oid: ObjectIdentifier

  init?(argument: String) {
    guard let oid = ObjectIdentifier(dotted: argument) else { return nil }
    self.oid = oid
  }
}
