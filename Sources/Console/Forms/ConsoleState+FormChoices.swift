internal import Replication

extension ConsoleState {
  /// The regions a destination can be, each with why not (S10, S35, S67).
  func regionChoices(_ form: Form, _ index: Int) -> [ChooserRow] {
    let taken = Set(form.destinations.enumerated().filter { $0.offset != index }.compactMap(\.element.region))
    return regions.filter { form.isCandidate($0, source: form.sourceRegion) }.map { region in
      var row = ChooserRow(label: region.name, note: region.id, choice: .region(region.id))
      if let snapshot = form.snapshots.first {
        if let quota = region.snapshotQuota { row.note = "\(region.snapshotsUsed) of \(quota) used" }
        let refusal = rules.targetRefusals(snapshot, to: region, regions: regions).first
        row.reason = refusal.map { Self.reason($0.message, beside: region) }
      }
      if form.backups.count == 1, let replica = form.backups[0].replicas.first(where: { $0.region == region.id }) {
        row.reason = "Already holds a replica of it (\(replica.status.label.lowercased()))."
      }
      if form.sourceCount > 1, form.judged?.places == [region.id] {
        row.reason = "All that can go lie here already."
      }
      if taken.contains(region.id) { row.reason = "Chosen above already." }
      if let unreachable = region.unreachable { row.reason = unreachable }
      return row
    }
  }

  /// A reason without the name of the region, before which it stands.
  private static func reason(_ words: String, beside region: Region) -> String {
    let name = region.label + " "
    guard words.hasPrefix(name) else { return words }
    let rest = words.dropFirst(name.count)
    return rest.prefix(1).uppercased() + rest.dropFirst()
  }

  private func projectChoices(_ form: Form, _ index: Int) -> [ChooserRow] {
    let region = regions.first { $0.id == form.destinations[index].region }
    return (region?.projects ?? []).map {
      ChooserRow(label: $0.name, note: $0.isDefault ? "default" : "", choice: .project($0.id))
    }
  }

  /// The usable vaults with their free space; the last row makes one (S26, S44).
  func vaultChoices(_ form: Form, _ index: Int) -> [ChooserRow] {
    let need = form.sourceSize
    var rows = formRules(form).candidates(index).map { vault -> ChooserRow in
      var row = ChooserRow(
        label: vault.name, note: ByteFormat.short(max(0, vault.free)) + " free", choice: .vault(vault.id))
      if form.sourceCount == 1, !vault.autoExpand, vault.free < need {
        row.reason = "Needs \(ByteFormat.short(need)); \(ByteFormat.short(max(0, vault.free))) free."
      }
      return row
    }
    rows.append(ChooserRow(label: "Create a vault…", choice: .createVault))
    return rows
  }

  /// The rows of a field's list.
  func choices(_ form: Form, _ slot: FormSlot) -> [ChooserRow] {
    switch slot {
    case .region(let index): regionChoices(form, index)
    case .project(let index): projectChoices(form, index)
    case .vault(let index): vaultChoices(form, index)
    case .protection:
      Protection.allCases.map {
        ChooserRow(label: $0 == .backup ? "backups" : "replicas", choice: .protection($0))
      }
    case .growth:
      [false, true].map { ChooserRow(label: $0 ? "grows by itself" : "refuses", choice: .growth($0)) }
    case .format: ImageFormat.allCases.map { ChooserRow(label: $0.rawValue, choice: .format($0)) }
    case .image: imageChoices(form)
    default: []
    }
  }

  private func imageChoices(_ form: Form) -> [ChooserRow] {
    guard case .server(_, let images) = form.purpose else { return [] }
    return images.map {
      ChooserRow(label: moment($0.createdAt), note: String($0.id.prefix(8)), choice: .image($0.id))
    }
  }

  /// What stands chosen in a field.
  func chosen(_ form: Form, _ slot: FormSlot) -> ChooserRow.Choice? {
    switch slot {
    case .region(let index): form.destinations[index].region.map { .region($0) }
    case .project(let index): form.destinations[index].project.map { .project($0) }
    case .vault(let index): form.destinations[index].vault.map { .vault($0) }
    case .protection: .protection(form.protection)
    case .growth: .growth(form.grows)
    case .format: .format(form.format)
    case .image: form.image.map { .image($0) }
    default: nil
    }
  }

  /// Opens the list of a field.
  mutating func openChoices(_ slot: FormSlot) {
    guard let form else { return }
    if case .vault(let index) = slot, form.destinations[index].region == nil {
      return changeForm { $0.errors[slot] = "Choose the region first." }
    }
    let label = form.label(slot)
    var chooser = Chooser(
      title: label == "Target" ? "Target region" : label, purpose: .field(slot), rows: choices(form, slot))
    if case .vault(let index) = slot, form.destinations[index].vaults == .loading { chooser.isLoading = true }
    let current = chosen(form, slot)
    chooser.select { current == nil ? $0.reason == nil : $0.choice == current }
    overlays.append(.chooser(chooser))
  }

  /// Takes the next usable choice of a field without opening its list.
  mutating func turnChoice(_ slot: FormSlot, _ distance: Int) {
    guard let form else { return }
    let usable = choices(form, slot).filter { $0.reason == nil && $0.choice != .createVault }
    guard !usable.isEmpty else { return }
    let current = chosen(form, slot).flatMap { choice in usable.firstIndex { $0.choice == choice } }
    let next = current.map { ($0 + distance + usable.count) % usable.count } ?? (distance > 0 ? 0 : usable.count - 1)
    fill(slot, with: usable[next].choice)
  }

  /// Takes a choice into a field; what depends on it starts anew, visibly.
  mutating func fill(_ slot: FormSlot, with choice: ChooserRow.Choice) {
    changeForm { form in
      form.isEdited = true
      form.message = ""
    }
    switch (slot, choice) {
    case (.region(let index), .region(let id)): setRegion(id, at: index)
    case (.project(let index), .project(let id)):
      changeForm { form in
        form.destinations[index].project = id
        form.destinations[index].vault = nil
      }
      preselectVault(at: index)
    case (.vault(let index), .vault(let id)): changeForm { $0.destinations[index].vault = id }
    case (.vault(let index), .createVault): return openVaultForm(for: index)
    case (.protection, .protection(let protection)): changeForm { $0.protection = protection }
    case (.growth, .growth(let grows)): changeForm { $0.grows = grows }
    case (.format, .format(let format)): changeForm { $0.format = format }
    case (.image, .image(let id)): changeForm { $0.image = id }
    default: return
    }
    fieldChanged(slot)
  }

  /// Chooses a region: its default project, its only vault.
  mutating func setRegion(_ id: String, at index: Int) {
    let region = regions.first { $0.id == id }
    guard let form else { return }
    var destination = FormDestination(region: id, project: region?.defaultProject?.id)
    if form.needsVault { destination.vaults = .loading }
    changeForm { form in
      form.destinations[index] = destination
      form.errors[.vault(index)] = nil
      form.remote = [:]
    }
    if form.needsVault { fetchVaults(of: id) }
  }

  private mutating func fetchVaults(of region: String) {
    forget { $0 == .vaults(region: region) }
    outbox.append(.vaults(region: region, request: asking(.vaults(region: region))))
  }

  /// Asks again for the vaults of the open dialog.
  mutating func refreshFormVaults() {
    guard let form, form.needsVault else { return }
    for region in Set(form.destinations.compactMap(\.region)) { fetchVaults(of: region) }
  }

  /// Takes the vaults of a region into the dialogs that wait for them.
  mutating func formVaults(_ vaults: [Vault], of region: String) {
    let isKnown = form?.destinations.allSatisfy { $0.region != region || $0.vaults == .known(vaults) }
    if isKnown == true { return }
    changeForms { form in
      for index in form.destinations.indices where form.destinations[index].region == region {
        form.destinations[index].vaults = .known(vaults)
      }
    }
    guard let form else { return }
    for index in form.destinations.indices where form.destinations[index].region == region {
      preselectVault(at: index)
      refreshChooser(.vault(index))
    }
    checkSelection()
  }

  mutating func formVaultsFailed(_ problem: String, of region: String) {
    changeForms { form in
      for index in form.destinations.indices where form.destinations[index].region == region {
        form.destinations[index].vaults = .failed(problem)
        form.remote[.vault(index)] = problem
      }
    }
  }

  /// A single candidate is taken without asking (S44), and so is the only one that has room.
  private mutating func preselectVault(at index: Int) {
    guard let form, form.needsVault else { return }
    let candidates = formRules(form).candidates(index)
    let current = form.destinations[index].vault
    if let current, candidates.contains(where: { $0.id == current }) { return }
    let fitting = vaultChoices(form, index).filter { $0.reason == nil }.compactMap { row in
      if case .vault(let id) = row.choice { id } else { nil }
    }
    let only = candidates.count == 1 ? candidates[0].id : fitting.count == 1 ? fitting[0] : nil
    changeForm { $0.destinations[index].vault = only }
    if only != nil, form.focus == .vault(index), !form.isEdited { focusFirstDecision() }
    fieldChanged(.vault(index))
  }

  private mutating func refreshChooser(_ slot: FormSlot) {
    guard let form, case .chooser(var chooser)? = overlays.last, chooser.purpose == .field(slot) else { return }
    let current = chooser.current?.choice
    chooser.rows = choices(form, slot)
    chooser.isLoading = false
    chooser.select { $0.choice == current }
    replaceOverlay(.chooser(chooser))
  }
}
