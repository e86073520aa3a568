#include "segment/telemetry.h"

#include <string>

namespace picket::segment {
namespace {

std::string_view name_of(Telemetry::Store store) noexcept {
  switch (store) {
    case Telemetry::Store::log:
      return "log";
    case Telemetry::Store::blobs:
      return "blobs";
  }
  return "unknown";
}

constexpr IoError kAllErrors[] = {IoError::no_space,  IoError::no_handles, IoError::denied,
                                  IoError::not_found, IoError::exists,     IoError::failed};

}  // namespace

Telemetry::Telemetry(obs::Logger& logger, obs::Registry& registry, Store store)
    : logger_(logger),
      store_(name_of(store)),
      records_(registry.counter("picket_segment_records_total", "Records made durable.",
                                {{"store", std::string(store_)}})),
      bytes_(registry.counter("picket_segment_appended_bytes_total",
                              "Bytes of records made durable, headers included.",
                              {{"store", std::string(store_)}})),
      commit_seconds_(registry.histogram("picket_segment_commit_seconds",
                                         "Writing and syncing one group of records.",
                                         {{"store", std::string(store_)}})),
      rolled_(registry.counter("picket_segment_files_total", "Segment files begun.",
                               {{"store", std::string(store_)}})),
      cut_bytes_(registry.counter("picket_segment_cut_bytes_total",
                                  "Unfinished bytes cut off the end of files at start.",
                                  {{"store", std::string(store_)}})),
      damaged_bytes_(registry.counter("picket_segment_damaged_bytes_total",
                                      "Bytes of records that could not be read any more.",
                                      {{"store", std::string(store_)}})),
      stored_bytes_(registry.gauge("picket_segment_stored_bytes", "Bytes of segment files on disk.",
                                   {{"store", std::string(store_)}})) {
  static_assert(std::size(kAllErrors) == kErrors);
  for (std::size_t i = 0; i < kErrors; ++i) {
    failures_[i] = &registry.counter(
        "picket_segment_append_failures_total", "Groups of records refused, by cause.",
        {{"store", std::string(store_)}, {"reason", std::string(to_string(kAllErrors[i]))}});
  }
}

void Telemetry::committed(std::size_t records, std::uint64_t bytes,
                          std::chrono::nanoseconds took) noexcept {
  records_.add(records);
  bytes_.add(bytes);
  commit_seconds_.observe(std::chrono::duration<double>(took).count());
}

void Telemetry::append_failed(std::string_view file, IoError error) {
  failures_[static_cast<std::size_t>(error)]->add();
  logger_.error("cannot write records; callers are refused until it works again",
                {{"store", store_}, {"file", file}, {"reason", to_string(error)}});
}

void Telemetry::tail_cut(std::string_view file, const Damage& tail) {
  cut_bytes_.add(tail.bytes);
  logger_.warn("cut off what a crash left unfinished at the end of a file",
               {{"store", store_},
                {"file", file},
                {"position", tail.position},
                {"bytes", tail.bytes},
                {"reason", to_string(tail.reason)}});
}

void Telemetry::damaged(std::string_view file, const Damage& damage) {
  damaged_bytes_.add(damage.bytes);
  logger_.error("skipped damaged records; check the disk", {{"store", store_},
                                                            {"file", file},
                                                            {"position", damage.position},
                                                            {"bytes", damage.bytes},
                                                            {"reason", to_string(damage.reason)}});
}

void Telemetry::file_unusable(std::string_view file, std::string_view reason, std::uint64_t bytes) {
  damaged_bytes_.add(bytes);
  logger_.error("cannot use a whole file; check the disk",
                {{"store", store_}, {"file", file}, {"bytes", bytes}, {"reason", reason}});
}

void Telemetry::file_not_removed(std::string_view file, IoError error) {
  logger_.warn("cannot remove an expired file; will try again",
               {{"store", store_}, {"file", file}, {"reason", to_string(error)}});
}

}  // namespace picket::segment
