#include "app/backup/take.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "app/backup/new_file.h"
#include "app/backup/places.h"
#include "app/data/data_dir.h"
#include "app/data/durable_file.h"

namespace picket::app {
namespace {

Error stopped() {
  return {ErrorKind::unavailable, "backup_stopped", "the backup was stopped"};
}

/// One backup under way.
class Taking {
 public:
  Taking(const BackupOrder& order, const BackupProgress& progress)
      : order_(order), progress_(progress), buffer_(kCopyBytes) {}

  Result<Manifest> run(const BackupParts& parts) {
    auto snapshot = parts.snapshots.take();
    if (!snapshot) return unexpected(std::move(snapshot.error()));
    describe(**snapshot);
    if (auto room = check_room(order_.folder, total_); !room) return unexpected(room.error());
    if (auto done = save_meta(**snapshot); !done) return unexpected(done.error());
    for (const ports::SnapshotFile& file : (*snapshot)->files()) {
      if (auto done = copy(**snapshot, file); !done) return unexpected(done.error());
    }
    if (auto held = (*snapshot)->check(); !held) return unexpected(held.error());
    snapshot->reset();
    if (order_.with_secrets) {
      for (const auto& [path, name] : {std::pair(parts.secret_key_file, kSecretKeyFile),
                                       std::pair(parts.setup_file, kSetupFile)}) {
        if (auto done = copy_secret(path, name); !done) return unexpected(done.error());
      }
    }
    if (auto done = sync_folders_below(order_.folder); !done) return unexpected(done.error());
    if (auto done = write_manifest(); !done) return unexpected(done.error());
    return std::move(manifest_);
  }

 private:
  std::string path_of(std::string_view name) const {
    return fmt::format("{}/{}", order_.folder, name);
  }

  void describe(const ports::Snapshot& snapshot) {
    const ports::SnapshotFacts& facts = snapshot.facts();
    manifest_.program = PICKET_VERSION;
    manifest_.taken = facts.taken;
    manifest_.meta_schema = facts.meta_schema;
    manifest_.event_schema = facts.event_schema;
    manifest_.secrets = order_.with_secrets;
    for (const auto& [of, range] : facts.log)
      manifest_.log.push_back({of.topic, of.partition, range.earliest, range.end});
    total_ = snapshot.meta_bytes();
    for (const ports::SnapshotFile& file : snapshot.files()) total_ += file.bytes;
  }

  Result<void> report(std::uint64_t done) {
    if (progress_(std::min(done, total_), total_)) return {};
    return unexpected(stopped());
  }

  /// SQLite writes it; then it is read again to be hashed.
  Result<void> save_meta(ports::Snapshot& snapshot) {
    const std::string& name = snapshot.facts().meta_name;
    const std::string path = path_of(name);
    bool go_on = true;
    const auto saved = snapshot.save_meta(
        path, [&](std::uint64_t done, std::uint64_t) { return go_on = report(done).has_value(); });
    if (!go_on) return unexpected(stopped());
    if (!saved) return saved;
    const auto file = FileReader::open(path);
    if (!file) return unexpected(file.error());
    if (auto done = (*file)->sync(); !done) return done;
    Sha256 hash;
    std::uint64_t bytes = 0;
    while (true) {
      const auto got = (*file)->read(buffer_);
      if (!got) return unexpected(got.error());
      if (*got == 0) break;
      hash.add(std::span(buffer_).first(*got));
      bytes += *got;
    }
    total_ += bytes - std::min(bytes, snapshot.meta_bytes());
    manifest_.files.push_back({name, bytes, hash.finish()});
    done_ = bytes;
    return report(done_);
  }

  Result<void> copy(ports::Snapshot& snapshot, const ports::SnapshotFile& from) {
    if (!is_backup_name(from.name))
      return unexpected(Error{ErrorKind::internal, "backup_name", from.name});
    if (auto made = make_folders_for(order_.folder, from.name); !made) return made;
    const auto to = NewFile::create(path_of(from.name));
    if (!to) return unexpected(to.error());
    Sha256 hash;
    for (std::uint64_t at = 0; at < from.bytes;) {
      const std::span<char> piece = std::span(buffer_).first(
          static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size(), from.bytes - at)));
      if (auto read = snapshot.read(from, at, piece); !read) return read;
      if (auto written = (*to)->write(piece); !written) return written;
      hash.add(piece);
      at += piece.size();
      if (auto going = report(done_ + at); !going) return going;
    }
    done_ += from.bytes;
    if (auto finished = (*to)->finish(); !finished) return finished;
    manifest_.files.push_back({from.name, from.bytes, hash.finish()});
    return {};
  }

  Result<void> copy_secret(const std::string& path, std::string_view name) {
    if (path.empty()) return {};
    const auto text = read_private_file(path);
    if (!text) return unexpected(text.error());
    if (!*text) return {};
    const auto to = NewFile::create(path_of(name));
    if (!to) return unexpected(to.error());
    if (auto written = (*to)->write(**text); !written) return written;
    if (auto finished = (*to)->finish(); !finished) return finished;
    Sha256 hash;
    hash.add(**text);
    manifest_.files.push_back({std::string(name), (*text)->size(), hash.finish()});
    return {};
  }

  /// Its checksum first, so that whoever sees the manifest sees both.
  Result<void> write_manifest() {
    const std::string text = encode_manifest(manifest_);
    Sha256 hash;
    hash.add(text);
    const std::string sum = fmt::format("{}  {}\n", hash.finish(), kManifestFile);
    if (auto done = write_private_file(path_of(kManifestSumFile), sum); !done) return done;
    return write_private_file(path_of(kManifestFile), text);
  }

  const BackupOrder& order_;
  const BackupProgress& progress_;
  std::vector<char> buffer_;
  Manifest manifest_;
  std::uint64_t done_ = 0;
  std::uint64_t total_ = 0;
};

/// The folder was empty before, or was made for it.
void take_back(const std::string& folder, bool made) {
  if (made) return static_cast<void>(remove_all(folder));
  const auto names = list_folder(folder);
  if (!names) return;
  for (const std::string& name : *names)
    static_cast<void>(remove_all(fmt::format("{}/{}", folder, name)));
}

}  // namespace

Result<Manifest> take_backup(const BackupParts& parts, const BackupOrder& order,
                             const BackupProgress& progress) {
  bool made = false;
  if (auto ready = prepare_backup_folder(order.folder, parts.data, made); !ready)
    return unexpected(std::move(ready.error()));
  auto manifest = Taking(order, progress).run(parts);
  // An error is what counts; that something could not be removed is seen in the folder.
  if (!manifest) take_back(order.folder, made);
  return manifest;
}

}  // namespace picket::app
