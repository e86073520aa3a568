#include "appender.h"

#include <csignal>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/fault_point.h"
#include "base/random.h"
#include "obs/logger.h"

namespace picket::crash {
namespace {

struct Acknowledgement {
  std::uint32_t partition;
  ports::Offset next;
};

/// The child: a fresh process image, since threads do not survive a fork.
[[noreturn]] void append_until_killed(const char* directory, std::uint64_t checkpoint_bytes,
                                      int acknowledge) {
  obs::Registry metrics;
  auto store = adapters::DuckdbEventStore::open(options_in(directory, checkpoint_bytes),
                                                obs::null_logger(), metrics);
  if (!store) ::_exit(1);
  std::map<std::uint32_t, ports::Offset> next;
  for (std::uint32_t p = 0; p < kPartitions; ++p) next[p] = *(*store)->applied_offset(partition(p));
  for (std::uint32_t p = 0;; p = (p + 1) % kPartitions) {
    const Acknowledgement done{p, ++next[p]};
    if (!(*store)->append(partition(p), done.next, batch(p, done.next))) ::_exit(2);
    if (::write(acknowledge, &done, sizeof done) != sizeof done) ::_exit(3);
  }
}

constexpr const char* kDirectory = "PICKET_APPENDER_DIRECTORY";
constexpr const char* kCheckpoint = "PICKET_APPENDER_CHECKPOINT";
constexpr const char* kPipe = "PICKET_APPENDER_PIPE";
constexpr const char* kFaults = "PICKET_APPENDER_FAULTS";

/// Runs in the child before main(), which it never reaches; nothing in the parent.
const bool kIsParent = [] {
  const char* const directory = std::getenv(kDirectory);
  if (directory == nullptr) return true;
  if (!arm_fault_points(std::getenv(kFaults))) ::_exit(4);
  append_until_killed(directory, std::strtoull(std::getenv(kCheckpoint), nullptr, 10),
                      std::atoi(std::getenv(kPipe)));
}();

}  // namespace

ports::TopicPartition partition(std::uint32_t number) {
  return {"ingest-events", number};
}

std::vector<domain::EventRow> batch(std::uint32_t partition, ports::Offset n) {
  SeededRandom random(static_cast<std::uint64_t>(n) * kPartitions + partition + 1);
  std::vector<domain::EventRow> rows(1 + random.below(40));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    domain::EventRow& row = rows[i];
    row.project = ProjectId{1};
    row.event_id = {static_cast<std::uint64_t>(n), partition * 1000 + i + 1};
    row.issue = IssueId{static_cast<std::int64_t>(1 + random.below(5))};
    row.hash_id = HashId{row.issue.value};
    row.timestamp = row.received = from_unix_us(n * 1'000'000 + static_cast<std::int64_t>(i));
    row.title = std::string(random.below(60), static_cast<char>('a' + random.below(26)));
    row.message = std::to_string(random.below(1U << 30U));
    row.tags = {{"server_name", "web-" + std::to_string(random.below(9))}, {"zone", row.message}};
    row.payload = {1, random.below(1U << 20U), 100};
  }
  return rows;
}

adapters::DuckdbEventStoreOptions options_in(const std::filesystem::path& directory,
                                             std::uint64_t checkpoint_bytes) {
  adapters::DuckdbEventStoreOptions options;
  options.directory = directory;
  options.checkpoint_bytes = checkpoint_bytes;
  return options;
}

void Folder::copy_from(const Folder& other) {
  dir_.clear();
  std::filesystem::copy(other.path(), path(), std::filesystem::copy_options::recursive);
}

Appender::Appender(const Folder& folder, std::uint64_t checkpoint_bytes, std::string_view faults) {
  EXPECT_TRUE(kIsParent);
  int ends[2];
  if (::pipe(ends) != 0) {
    ADD_FAILURE() << "no pipe";
    return;
  }
  const std::string directory = folder.path().string();
  const std::string checkpoint = std::to_string(checkpoint_bytes);
  const std::string pipe = std::to_string(ends[1]);
  const std::string armed(faults);
  child_ = ::fork();
  if (child_ == 0) {
    ::close(ends[0]);
    ::setenv(kDirectory, directory.c_str(), 1);
    ::setenv(kCheckpoint, checkpoint.c_str(), 1);
    ::setenv(kPipe, pipe.c_str(), 1);
    ::setenv(kFaults, armed.c_str(), 1);
    ::execl("/proc/self/exe", "appender", static_cast<char*>(nullptr));
    ::_exit(127);
  }
  ::close(ends[1]);
  pipe_ = ends[0];
}

Appender::~Appender() {
  kill();
}

bool Appender::read_one() {
  Acknowledgement done{};
  if (::read(pipe_, &done, sizeof done) != static_cast<ssize_t>(sizeof done)) return false;
  EXPECT_GT(done.next, acknowledged_[done.partition]);
  acknowledged_[done.partition] = done.next;
  return true;
}

void Appender::await(int acknowledgements) {
  for (int i = 0; i < acknowledgements; ++i) {
    if (!read_one()) return;
  }
}

Acknowledged Appender::kill() {
  if (child_ <= 0) return acknowledged_;
  ::kill(child_, SIGKILL);
  int status = 0;
  EXPECT_EQ(::waitpid(child_, &status, 0), child_);
  EXPECT_TRUE(WIFSIGNALED(status)) << "it ended by itself with " << WEXITSTATUS(status);
  while (read_one()) {
  }
  ::close(pipe_);
  child_ = -1;
  return acknowledged_;
}

Acknowledged check_whole_batches(ports::EventStore& store) {
  Acknowledged applied;
  std::map<EventId, domain::EventRow> wanted;
  for (std::uint32_t p = 0; p < kPartitions; ++p) {
    applied[p] = *store.applied_offset(partition(p));
    for (ports::Offset n = 1; n <= applied[p]; ++n) {
      for (domain::EventRow& row : batch(p, n)) wanted.emplace(row.event_id, std::move(row));
    }
  }
  EXPECT_EQ(store.totals()->rows, static_cast<std::int64_t>(wanted.size()));
  ports::EventFilter filter;
  filter.projects = {ProjectId{1}};
  std::optional<ports::EventCursor> cursor;
  for (;;) {
    const auto page = store.find(filter, ports::EventOrder::oldest_first, cursor, 1000);
    if (!page) {
      ADD_FAILURE() << page.error().detail;
      break;
    }
    if (page->empty()) break;
    for (const domain::EventRow& row : *page) {
      const auto found = wanted.find(row.event_id);
      if (found == wanted.end()) {
        ADD_FAILURE() << "twice, or never acknowledged: " << row.event_id.to_hex();
        continue;
      }
      EXPECT_EQ(row, found->second);
      wanted.erase(found);
    }
    cursor = {page->back().timestamp, page->back().event_id, page->back().project};
  }
  EXPECT_TRUE(wanted.empty()) << wanted.size() << " rows are gone";
  return applied;
}

}  // namespace picket::crash
