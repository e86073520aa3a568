#include "app/stores/embedded_snapshot.h"

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "adapters/meta_sql/snapshot.h"
#include "segment/posix_file_system.h"

namespace picket::app {
namespace {

/// Keeps files of a store from being removed while it lives.
template <class Store>
class Hold {
 public:
  explicit Hold(Store& store) : store_(store), files_(store.hold_files()) {}
  ~Hold() { store_.release_files(); }
  Hold(const Hold&) = delete;
  Hold& operator=(const Hold&) = delete;

  const std::vector<ports::SnapshotFile>& files() const noexcept { return files_; }

 private:
  Store& store_;
  const std::vector<ports::SnapshotFile> files_;
};

class EmbeddedSnapshot final : public ports::Snapshot {
 public:
  EmbeddedSnapshot(const EmbeddedParts& parts, std::atomic<bool>& taken)
      : parts_(parts), taken_(taken) {}
  ~EmbeddedSnapshot() override {
    if (holds_events_) parts_.events.release_file();
    taken_ = false;
  }

  Result<void> open() {
    // What is consumed between the moment and the list must still be in the list.
    const Hold log_before(parts_.log);
    const Hold blobs_before(parts_.blobs);
    const auto event_bytes = parts_.events.hold_file([this] { return take_the_others(); });
    if (!event_bytes) return unexpected(event_bytes.error());
    holds_events_ = true;
    files_.push_back({parts_.event_file, *event_bytes});
    const auto version = parts_.meta.schema_version();
    if (!version) return unexpected(version.error());
    facts_.meta_schema = *version;
    facts_.event_schema = adapters::DuckdbEventStore::kSchemaVersion;
    facts_.meta_name = parts_.meta_file;
    return {};
  }

  const ports::SnapshotFacts& facts() const override { return facts_; }
  const std::vector<ports::SnapshotFile>& files() const override { return files_; }
  std::uint64_t meta_bytes() const override { return meta_bytes_; }

  Result<void> save_meta(const std::string& path, const Progress& progress) override {
    const std::unique_ptr<adapters::MetaSnapshot> meta = std::move(meta_);
    return meta->save(path, progress);
  }

  Result<void> read(const ports::SnapshotFile& file, std::uint64_t position,
                    std::span<char> out) override {
    if (file.name == parts_.event_file) return parts_.events.read_held(position, out);
    if (file.name != open_name_) {
      auto opened = files_on_disk_.open(fmt::format("{}/{}", parts_.data, file.name),
                                        segment::OpenMode::read);
      if (!opened) return unexpected(to_error(opened.error(), file.name));
      open_file_ = *std::move(opened);
      open_name_ = file.name;
    }
    const auto got = open_file_->read(position, out);
    if (!got) return unexpected(to_error(got.error(), file.name));
    if (*got == out.size()) return {};
    return unexpected(
        Error{ErrorKind::corrupt, "snapshot_short",
              fmt::format("{} is shorter than it was: see `picket doctor`", file.name)});
  }

  Result<void> check() override { return parts_.events.check_held(); }

 private:
  /// While nothing is written to the event store.
  Result<void> take_the_others() {
    auto meta = adapters::MetaSnapshot::take(fmt::format("{}/{}", parts_.data, parts_.meta_file));
    if (!meta) return unexpected(std::move(meta.error()));
    meta_ = *std::move(meta);
    meta_bytes_ = meta_->bytes();
    facts_.taken = parts_.clock.now();
    for (const auto& [topic, partitions] : parts_.log.topics()) {
      for (std::uint32_t number = 0; number < partitions; ++number) {
        const ports::TopicPartition of{topic, number};
        const auto range = parts_.log.offsets(of);
        if (!range) return unexpected(range.error());
        facts_.log.emplace_back(of, *range);
      }
    }
    log_.emplace(parts_.log);
    blobs_.emplace(parts_.blobs);
    for (const ports::SnapshotFile& file : log_->files())
      files_.push_back({parts_.log_folder + "/" + file.name, file.bytes});
    for (const ports::SnapshotFile& file : blobs_->files())
      files_.push_back({parts_.blob_folder + "/" + file.name, file.bytes});
    return {};
  }

  const EmbeddedParts& parts_;
  std::atomic<bool>& taken_;
  ports::SnapshotFacts facts_;
  std::vector<ports::SnapshotFile> files_;
  std::uint64_t meta_bytes_ = 0;
  std::unique_ptr<adapters::MetaSnapshot> meta_;
  std::optional<Hold<adapters::SegmentLog>> log_;
  std::optional<Hold<adapters::SegmentBlobStore>> blobs_;
  bool holds_events_ = false;
  segment::PosixFileSystem files_on_disk_;
  std::string open_name_;
  std::unique_ptr<segment::File> open_file_;
};

}  // namespace

Result<std::unique_ptr<ports::Snapshot>> EmbeddedSnapshots::take() {
  if (taken_.exchange(true)) {
    return unexpected(
        Error{ErrorKind::conflict, "backup_running", "the stores are being copied already"});
  }
  auto snapshot = std::make_unique<EmbeddedSnapshot>(parts_, taken_);
  if (auto opened = snapshot->open(); !opened) return unexpected(std::move(opened.error()));
  return snapshot;
}

}  // namespace picket::app
