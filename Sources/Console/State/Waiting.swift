internal import Replication

/// What an answer is waited for.
enum Waiting: Hashable, Sendable {
  case counts
  case rows(ListKey, Listing)
  /// How many rows a listing has.
  case total(ListKey, Listing)
  /// All rows of a listing, to be marked.
  case allRows(ListKey)
  /// The backups of a vault, to be replicated together.
  case vaultBackups(Vault)
  /// The images of a backup, to make a server of one.
  case images(Backup)
  /// The images of the backup whose menu is open.
  case imagesOfMenu(Backup)
  /// The images that may need what is to be deleted.
  case imagesOfDeletion
  case lag
  case paneTasks(String)
  case page(Link)
  case pageTasks(Link)
  case vaults(region: String)
  case plan
  case submission
  /// A piece of a submission of many rows.
  case bulk
  /// The policies, to be named beside their vaults.
  case vaultPolicies
  /// What each place holds, for the picker.
  case placeCounts
  /// The source of a task in the pane whose row is not listed here.
  case paneSource(String)
  /// What policies are, did or would do.
  case policy(PolicyQuestion)
  case deletion(DeletionRequest)
  /// A verification or another task the operator asked for without a dialog.
  case task(String)
}
