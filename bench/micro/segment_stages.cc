// Record files: appends to a stream, with and without the syncs that make them durable.
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "micro/measure.h"
#include "micro/scratch_folder.h"
#include "micro/stages.h"
#include "micro/unsynced_files.h"
#include "obs/logger.h"
#include "obs/metrics.h"
#include "segment/open_segment.h"
#include "segment/posix_file_system.h"
#include "segment/stream.h"
#include "segment/telemetry.h"

namespace picket::micro {
namespace {

constexpr benchmark::IterationCount kUnsyncedAppends = 20'000;
constexpr benchmark::IterationCount kSyncedAppends = 1'000;
/// Requests that gather while one sync is under way, at a few thousand events a second.
constexpr std::size_t kGroup = 16;

/// Appends `group` messages an iteration.
void append(benchmark::State& state, const Corpus& corpus, segment::FileSystem& files,
            std::size_t group) {
  const ScratchFolder folder(corpus.data);
  const SystemClock clock;
  obs::Registry metrics;
  segment::Telemetry telemetry(obs::null_logger(), metrics, segment::Telemetry::Store::log);
  segment::HandleCache handles(files, 1);
  const auto stream =
      segment::Stream::open({files, clock, handles, telemetry}, folder.file("log"), {});
  if (failed(state, stream, "stream not opened")) return;
  std::vector<std::string_view> payloads(group);
  std::size_t next = 0;
  for (auto _ : state) {
    for (std::string_view& payload : payloads) payload = corpus.at(next++).message;
    if (failed(state, (*stream)->append(payloads), "not appended")) break;
  }
  set_per_event(state, group);
}

}  // namespace

void add_segment_stages(const Corpus& corpus) {
  add_stage(
      "segment/append_unsynced",
      [&](auto& state) {
        segment::PosixFileSystem files;
        UnsyncedFileSystem unsynced(files);
        append(state, corpus, unsynced, 1);
      },
      kUnsyncedAppends);
  add_stage(
      "segment/append_synced",
      [&](auto& state) {
        segment::PosixFileSystem files;
        append(state, corpus, files, 1);
      },
      kSyncedAppends);
  add_stage(
      "segment/append_synced_group_of_16",
      [&](auto& state) {
        segment::PosixFileSystem files;
        append(state, corpus, files, kGroup);
      },
      kSyncedAppends);
}

}  // namespace picket::micro
