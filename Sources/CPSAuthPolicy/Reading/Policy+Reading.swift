public import CPSAuth
public import CPSConfiguration
public import CPSDiagnostics
public import CPSProof

extension Policy {
  /// Reads a policy: a version, and rules by name.
  ///
  /// - Parameter functions: those that the service has; nil where nobody knows them.
  /// - Throws: ``Diagnostic/configurationInvalid`` with line and column (attack case CA-12).
  public init(
    _ reader: inout ConfigurationReader, knowing functions: Set<FunctionName>?
  ) throws(CPSError) {
    let versionValue = try reader.required("version")
    let version = try versionValue.string()
    do { _ = try Policy(version: version, rules: []) } catch {
      throw versionValue.refusal("1 to \(Policy.maximumNameLength) printable bytes")
    }
    let place = try reader.required("rules")
    let rules = try place.section { section throws(CPSError) in
      var rules: [PolicyRule] = []
      for (name, value) in section.all() {
        let rule = try PolicyRule(name, value, knowing: functions)
        // Each by itself first, so that what cannot be meant is told where it stands.
        do throws(CPSError) { _ = try Policy(version: version, rules: [rule]) } catch {
          throw value.refusal(error.reason ?? error.message(in: .english))
        }
        rules.append(rule)
      }
      return rules
    }
    guard !rules.isEmpty else { throw place.refusal("no rule") }
    do throws(CPSError) { try self.init(version: version, rules: rules) } catch {
      throw place.refusal(error.reason ?? error.message(in: .english))
    }
  }
}
