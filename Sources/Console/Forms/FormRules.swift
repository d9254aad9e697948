internal import Replication

/// Checks the fields of a dialog as far as this side knows; the cloud checks everything again.
struct FormRules {
  var form: Form
  var regions: [Region]
  var rules: RuleBook

  /// Everything that is wrong, by field.
  func problems() -> [FormSlot: String] {
    var found: [FormSlot: String] = [:]
    for slot in form.slots(regions) {
      if let problem = problem(slot) { found[slot] = problem }
    }
    return found
  }

  /// What is wrong with one field; nil when nothing is.
  func problem(_ slot: FormSlot) -> String? {
    switch slot {
    case .name: name.first?.message
    case .description:
      FieldRules.replicaDescription(form.text(.description), countsUTF16: rules.profile.countsUTF16).first?.message
    case .capacity: capacity
    case .output: output
    case .share: share
    case .span: SpanText.parse(form.text(.span)) == nil ? "Write an age such as 24h, 90m or 7d." : nil
    case .image: form.image == nil ? "Choose an image." : nil
    case .region(let index): region(index)
    case .vault(let index): vault(index)
    case .project, .protection, .growth, .format, .refusal, .add, .cancel, .ok: nil
    }
  }

  private var name: [Refusal] {
    let text = form.text(.name)
    let countsUTF16 = rules.profile.countsUTF16
    return switch form.purpose {
    case .copy: FieldRules.snapshotName(text, countsUTF16: countsUTF16)
    case .replica: FieldRules.replicaName(text, countsUTF16: countsUTF16)
    default: FieldRules.resourceName(text, field: .name, countsUTF16: countsUTF16)
    }
  }

  private var capacity: String? {
    let text = form.text(.capacity)
    // A number alone would be bytes, which nobody means here.
    if !text.isEmpty, text.allSatisfy(\.isWholeNumber) { return "Add a unit, such as \(text.prefix(12)) GiB." }
    let bytes: Int64
    do {
      bytes = try ByteFormat.parse(form.text(.capacity))
    } catch {
      return error.explanation.message
    }
    guard case .expandVault(let vault) = form.purpose else { return bytes > 0 ? nil : "A vault holds something." }
    return rules.expansionRefusals(vault, capacity: bytes).first?.message
  }

  private var output: String? {
    let text = form.text(.output)
    if text.hasPrefix("/") || text.isEmpty && !form.isRequired(.output) { return nil }
    return "Write an absolute \(form.label(.output).lowercased()), one that begins with /."
  }

  private var share: String? { form.share == nil ? "Write a share from 1% to 100%." : nil }

  private func region(_ index: Int) -> String? {
    guard let id = form.destinations[index].region else { return "Choose a region." }
    if form.destinations.prefix(index).contains(where: { $0.region == id }) {
      return "This region is chosen above already."
    }
    let target = regions.first { $0.id == id }
    guard let target else { return "\(id) is no longer a region of this context." }
    if form.sourceCount == 1, let snapshot = form.snapshots.first {
      let request = SnapshotCopyRequest(snapshot: snapshot.id, region: id)
      let facts = SnapshotFacts(snapshot: snapshot, regions: regions)
      return rules.refusals(request, facts).first { $0.field == .region }?.message
    }
    guard form.isCandidate(target, source: form.sourceRegion) else {
      return "\(target.name) cannot take this. Choose another region."
    }
    return nil
  }

  private func vault(_ index: Int) -> String? {
    let choice = form.destinations[index]
    guard let region = choice.region else { return nil }
    guard let chosen = choice.vault else {
      if choice.vaults == .loading { return "The vaults are still on their way." }
      return candidates(index).isEmpty ? "No replication vault here. Create one first." : "Choose a vault."
    }
    guard form.sourceCount == 1, let backup = form.backups.first else { return nil }
    let request = ReplicaRequest(
      backup: backup.id, destination: Destination(region: region, project: choice.project, vault: chosen))
    let facts = ReplicaFacts(backup: backup, regions: regions, destinationVaults: choice.knownVaults)
    return rules.refusals(request, facts).first { $0.field == .vault }?.message
  }

  /// The vaults a destination can use.
  func candidates(_ index: Int) -> [Vault] {
    let choice = form.destinations[index]
    guard let region = choice.region, let backup = form.backups.first else { return [] }
    let project =
      choice.project ?? regions.first { $0.id == region }?.defaultProject?.id ?? ""
    return rules.vaultCandidates(type: backup.type, region: region, project: project, in: choice.knownVaults)
  }
}
