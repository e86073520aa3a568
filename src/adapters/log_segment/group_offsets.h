// What consumer groups committed: one small file per group, replaced as a whole. Byte level in
// docs/formats/segment.md.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/mutex.h"
#include "base/result.h"
#include "obs/logger.h"
#include "ports/log.h"
#include "segment/file_system.h"

namespace picket::adapters {

using GroupMap = std::map<ports::TopicPartition, ports::CommittedOffset>;

/// The contents of a group's file, and back; nullopt when the bytes are not whole.
std::string encode_group(const GroupMap& offsets);
std::optional<GroupMap> decode_group(std::string_view bytes);

/// Thread-safe. Written without sync and renamed into place: death of the process loses nothing,
/// loss of power may bring back an older file or leave a torn one, which counts as "never
/// committed". Commits of one group that come while its file is being written share the next write.
class GroupOffsets {
 public:
  /// More are refused: a program that makes up group names must not fill the directory.
  static constexpr std::size_t kMaxGroups = 256;

  /// Makes the directory if needed. A file that cannot be read is logged and left out. `files` and
  /// `logger` outlive it.
  static Result<std::unique_ptr<GroupOffsets>> open(segment::FileSystem& files,
                                                    std::string directory, obs::Logger& logger);

  /// `group` is a valid name (ports::check_commit).
  Result<void> commit(const std::string& group, const ports::TopicPartition& of,
                      const ports::CommittedOffset& offset);
  std::optional<ports::CommittedOffset> committed(const std::string& group,
                                                  const ports::TopicPartition& of) const;
  std::vector<std::string> groups() const;

 private:
  struct Group {
    GroupMap wanted;   ///< As callers asked.
    GroupMap written;  ///< As the file says.
    std::uint64_t wanted_version = 0;
    std::uint64_t tried_version = 0;  ///< Up to here `last` is the answer.
    bool writing = false;
    Result<void> last;
  };

  GroupOffsets(segment::FileSystem& files, std::string directory, obs::Logger& logger)
      : files_(files), directory_(std::move(directory)), logger_(logger) {}

  Result<void> load();
  void load_group(const std::string& name, const std::string& file);
  Result<void> replace_file(const std::string& group, std::string_view bytes);

  segment::FileSystem& files_;
  const std::string directory_;
  obs::Logger& logger_;
  mutable Mutex mutex_;
  CondVar written_;
  std::map<std::string, Group> groups_ PICKET_GUARDED_BY(mutex_);
};

}  // namespace picket::adapters
