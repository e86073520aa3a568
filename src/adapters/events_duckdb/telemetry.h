// What the event store reports: log line and metric together.
#pragma once

#include <chrono>
#include <cstdint>

#include "adapters/events_duckdb/wal_file.h"
#include "base/result.h"
#include "obs/logger.h"
#include "obs/metrics.h"

namespace picket::adapters::duck {

/// References outlive the store.
class Telemetry {
 public:
  Telemetry(obs::Logger& log, obs::Registry& metrics)
      : log_(log),
        appended_(metrics.counter("picket_events_rows_total", "Event rows stored")),
        append_(metrics.histogram("picket_events_append_seconds", "Time to store one batch")),
        query_(metrics.histogram("picket_events_query_seconds", "Time of one event query")),
        cancelled_(metrics.counter("picket_events_queries_cancelled_total",
                                   "Event queries that ended because nobody waited any more")),
        checkpoint_(metrics.histogram("picket_events_checkpoint_seconds",
                                      "Time to move the event store's WAL into its file")),
        checkpoint_failed_(metrics.counter("picket_events_checkpoint_failures_total",
                                           "Event store checkpoints that failed")),
        damaged_(metrics.counter("picket_events_damaged_wals_total",
                                 "Damaged WALs that the event store cut or put aside")),
        reopened_(metrics.counter("picket_events_reopened_total",
                                  "Times the event store was closed and opened after a failure")) {}

  void appended(std::size_t rows, std::chrono::duration<double> took) {
    appended_.add(rows);
    append_.observe(took.count());
  }
  void queried(std::chrono::duration<double> took) { query_.observe(took.count()); }
  void query_cancelled() { cancelled_.add(); }
  void checkpointed(std::chrono::duration<double> took) { checkpoint_.observe(took.count()); }
  void checkpoint_failed(const Error& error) {
    checkpoint_failed_.add();
    log_.warn("The event store could not checkpoint; its WAL grows until it can",
              {{"code", error.code}, {"detail", error.detail}});
  }
  void reopened(const Error& because) {
    reopened_.add();
    log_.warn("The event store was closed and opened again after a failure",
              {{"code", because.code}, {"detail", because.detail}});
  }
  void repaired(const WalRepair& repair) {
    switch (repair.kind) {
      case WalRepair::Kind::none:
        return;
      case WalRepair::Kind::unfinished:
        log_.info("The event store's WAL ends within a record, as after a kill; it is left out",
                  {{"bytes", repair.bad_bytes}});
        return;
      case WalRepair::Kind::cut:
        damaged_.add();
        log_.error(
            "The event store's WAL was damaged and was cut where the damage begins; the consumer "
            "stores again what was behind it. Check the disk; the file aside may be deleted",
            {{"aside", repair.aside.string()},
             {"kept_bytes", repair.kept_bytes},
             {"bad_bytes", repair.bad_bytes}});
        return;
      case WalRepair::Kind::set_aside:
        damaged_.add();
        log_.error(
            "The event store's WAL cannot be read and was put aside; the consumer stores again "
            "what it held. Check the disk; the file aside may be deleted",
            {{"aside", repair.aside.string()}, {"bad_bytes", repair.bad_bytes}});
        return;
    }
  }
  void expired(std::int64_t rows) {
    log_.info("Events past retention were dropped", {{"rows", rows}});
  }

 private:
  obs::Logger& log_;
  obs::Counter& appended_;
  obs::Histogram& append_;
  obs::Histogram& query_;
  obs::Counter& cancelled_;
  obs::Histogram& checkpoint_;
  obs::Counter& checkpoint_failed_;
  obs::Counter& damaged_;
  obs::Counter& reopened_;
};

}  // namespace picket::adapters::duck
