#include "app/backup/restore.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <sys/stat.h>

#include "app/backup/new_file.h"
#include "app/backup/places.h"
#include "app/data/data_dir.h"
#include "base/fault_point.h"

namespace picket::app {
namespace {

std::string path_in(const std::string& folder, std::string_view name) {
  return fmt::format("{}/{}", folder, name);
}

Error damaged(const std::string& folder, const BackupFile& file, std::string_view how) {
  return {ErrorKind::corrupt, "backup_damaged",
          fmt::format("{} of the backup {} {}: restore another backup", file.name, folder, how)};
}

/// All of a file that is small enough.
Result<std::string> read_text(const std::string& path, std::size_t most) {
  const auto file = FileReader::open(path);
  if (!file) return unexpected(file.error());
  const auto size = (*file)->size();
  if (!size) return unexpected(size.error());
  if (*size > most) {
    return unexpected(Error{ErrorKind::corrupt, "backup_manifest", path + " is too large"});
  }
  std::string text(static_cast<std::size_t>(*size), '\0');
  const auto got = (*file)->read(text);
  if (!got) return unexpected(got.error());
  text.resize(*got);
  return text;
}

/// Goes through the files of a backup, comparing, and copying where a folder is given.
class Passing {
 public:
  Passing(const std::string& folder, const Manifest& manifest, const BackupProgress& progress)
      : folder_(folder), manifest_(manifest), progress_(progress), buffer_(kCopyBytes) {}

  Result<void> run(const std::string* to) {
    for (const BackupFile& file : manifest_.files) {
      if (auto done = pass(file, to); !done) return done;
    }
    return {};
  }

 private:
  Result<void> pass(const BackupFile& file, const std::string* to) {
    const std::string path = path_in(folder_, file.name);
    std::error_code failed;
    if (!std::filesystem::is_regular_file(path, failed))
      return unexpected(damaged(folder_, file, "is missing"));
    const auto from = FileReader::open(path);
    if (!from) return unexpected(from.error());
    const auto size = (*from)->size();
    if (!size) return unexpected(size.error());
    if (*size != file.bytes) {
      return unexpected(
          damaged(folder_, file, fmt::format("has {} bytes instead of {}", *size, file.bytes)));
    }
    std::unique_ptr<NewFile> out;
    if (to != nullptr) {
      if (auto made = make_folders_for(*to, file.name); !made) return made;
      auto created = NewFile::create(path_in(*to, file.name));
      if (!created) return unexpected(created.error());
      out = *std::move(created);
    }
    const auto sum = copy(**from, out.get());
    if (!sum) return unexpected(sum.error());
    if (*sum != file.sha256)
      return unexpected(damaged(folder_, file, "is damaged (its checksum differs)"));
    return out ? out->finish() : Result<void>();
  }

  /// Returns the checksum.
  Result<std::string> copy(FileReader& from, NewFile* to) {
    Sha256 hash;
    while (true) {
      const auto got = from.read(buffer_);
      if (!got) return unexpected(got.error());
      if (*got == 0) return hash.finish();
      const auto piece = std::span<const char>(buffer_).first(*got);
      hash.add(piece);
      if (to != nullptr) {
        if (auto written = to->write(piece); !written) return unexpected(written.error());
      }
      done_ += *got;
      if (!progress_(std::min(done_, manifest_.bytes()), manifest_.bytes())) {
        return unexpected(
            Error{ErrorKind::unavailable, "backup_stopped", "the restore was stopped"});
      }
    }
  }

  const std::string& folder_;
  const Manifest& manifest_;
  const BackupProgress& progress_;
  std::vector<char> buffer_;
  std::uint64_t done_ = 0;
};

/// What an interrupted restore left goes; anything else is in the way.
Result<void> clear_or_refuse(const std::string& data) {
  const std::string staging = path_in(data, kRestoringFolder);
  std::error_code failed;
  const bool interrupted = std::filesystem::exists(staging, failed);
  auto names = list_folder(data);
  if (!names) return unexpected(names.error());
  for (const std::string& name : *names) {
    if (name == kLockFile || name == kRestoringFolder) continue;
    const auto& ours = backup_entries();
    if (!interrupted || std::find(ours.begin(), ours.end(), name) == ours.end()) {
      return unexpected(
          Error{ErrorKind::conflict, "data_dir_not_empty",
                fmt::format("the data directory {} is not empty ({} is in it): restore into a new "
                            "one with --data, or move what is there away",
                            data, name)});
    }
    // Moved up before the restore died, before which the directory was empty.
    if (auto removed = remove_all(path_in(data, name)); !removed) return removed;
  }
  return remove_all(staging);
}

/// Until the staging folder is gone nobody opens the directory.
Result<void> move_up(const std::string& staging, const std::string& data) {
  const auto names = list_folder(staging);
  if (!names) return unexpected(names.error());
  for (const std::string& name : *names) {
    const std::string from = path_in(staging, name);
    if (std::rename(from.c_str(), path_in(data, name).c_str()) != 0)
      return unexpected(file_error(errno, "move", from));
    if (fault_point("restore.moved"))
      return unexpected(Error{ErrorKind::unavailable, "fault_injected", "restore.moved"});
  }
  if (auto synced = sync_folder(data); !synced) return synced;
  if (auto removed = remove_all(staging); !removed) return removed;
  return sync_folder(data);
}

}  // namespace

Result<Manifest> read_backup(const std::string& folder, const KnownSchemas& known) {
  std::error_code failed;
  if (!std::filesystem::is_directory(folder, failed)) {
    return unexpected(
        Error{ErrorKind::not_found, "no_backup", fmt::format("there is no folder {}", folder)});
  }
  const std::string path = path_in(folder, kManifestFile);
  const std::string sum_path = path_in(folder, kManifestSumFile);
  if (!std::filesystem::exists(path, failed) || !std::filesystem::exists(sum_path, failed)) {
    return unexpected(Error{
        ErrorKind::corrupt, "backup_unfinished",
        fmt::format("{} is no whole backup: it lacks {}, which is written last. It was "
                    "interrupted, or is something else: restore another backup",
                    folder,
                    std::filesystem::exists(path, failed) ? kManifestSumFile : kManifestFile)});
  }
  const auto text = read_text(path, kMaxManifestBytes);
  if (!text) return unexpected(text.error());
  const auto sum = read_text(sum_path, 1000);
  if (!sum) return unexpected(sum.error());
  Sha256 hash;
  hash.add(*text);
  if (!sum->starts_with(hash.finish())) {
    return unexpected(Error{ErrorKind::corrupt, "backup_manifest",
                            fmt::format("{} is damaged (its checksum differs from {}): restore "
                                        "another backup",
                                        path, kManifestSumFile)});
  }
  auto manifest = decode_manifest(*text);
  if (!manifest) {
    Error error = std::move(manifest.error());
    error.detail = path + " " + error.detail;
    return unexpected(std::move(error));
  }
  if (manifest->meta_schema > known.meta || manifest->event_schema > known.events) {
    return unexpected(
        Error{ErrorKind::conflict, "backup_too_new",
              fmt::format(
                  "{} was taken by Picket {} with schema {}/{}, this program knows {}/{}: restore "
                  "it with that version, or a later one",
                  folder, manifest->program, manifest->meta_schema, manifest->event_schema,
                  known.meta, known.events)});
  }
  return manifest;
}

Result<void> verify_backup(const std::string& folder, const Manifest& manifest,
                           const BackupProgress& progress) {
  return Passing(folder, manifest, progress).run(nullptr);
}

Result<void> restore_backup(const std::string& folder, const Manifest& manifest,
                            const std::string& data, const BackupProgress& progress) {
  const auto held = DataDir::open(data, DataDirUse::restore);
  if (!held) return unexpected(held.error());
  if (auto cleared = clear_or_refuse(data); !cleared) return cleared;
  if (auto room = check_room(data, manifest.bytes()); !room) return room;
  const std::string staging = path_in(data, kRestoringFolder);
  if (::mkdir(staging.c_str(), 0700) != 0) return unexpected(file_error(errno, "create", staging));
  auto done = Passing(folder, manifest, progress).run(&staging);
  if (done) done = sync_folders_below(staging);
  if (!done) {
    static_cast<void>(remove_all(staging));  // Nothing was moved up: it is as it was.
    return done;
  }
  // The marker is durable before anything that it stands for.
  if (auto synced = sync_folder(data); !synced) return synced;
  return move_up(staging, data);
}

}  // namespace picket::app
