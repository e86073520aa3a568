// For tests: a snapshot of files that are texts.
#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/backup/new_file.h"
#include "ports/snapshot.h"

namespace picket::app {

struct FakeSnapshots final : ports::SnapshotSource {
  class Taken final : public ports::Snapshot {
   public:
    explicit Taken(FakeSnapshots& of) : of_(of) {
      facts_.taken = from_unix_us(1'764'000'000'000'000);
      facts_.meta_schema = 7;
      facts_.event_schema = 2;
      facts_.log = {{{"ingest-events", 0}, {10, 25}}};
      facts_.meta_name = "meta.db";
      for (const auto& [name, text] : of_.texts) files_.push_back({name, text.size()});
      ++of_.living;
    }
    ~Taken() override { --of_.living; }

    const ports::SnapshotFacts& facts() const override { return facts_; }
    const std::vector<ports::SnapshotFile>& files() const override { return files_; }
    Result<void> read(const ports::SnapshotFile& file, std::uint64_t position,
                      std::span<char> out) override {
      of_.before_read();
      if (file.name == of_.broken) {
        return unexpected(Error{ErrorKind::corrupt, "snapshot_short", file.name + " is short"});
      }
      of_.texts.at(file.name).copy(out.data(), out.size(), position);
      return {};
    }
    std::uint64_t meta_bytes() const override { return of_.meta.size(); }
    Result<void> save_meta(const std::string& path, const Progress& progress) override {
      const auto file = NewFile::create(path);
      if (!file) return unexpected(file.error());
      if (auto written = (*file)->write(of_.meta); !written) return written;
      if (progress(of_.meta.size(), of_.meta.size())) return {};
      return unexpected(Error{ErrorKind::unavailable, "stopped", path});
    }
    Result<void> check() override { return of_.check; }

   private:
    FakeSnapshots& of_;
    ports::SnapshotFacts facts_;
    std::vector<ports::SnapshotFile> files_;
  };

  Result<std::unique_ptr<ports::Snapshot>> take() override {
    return std::make_unique<Taken>(*this);
  }

  std::map<std::string, std::string> texts = {
      {"events/events.duckdb", std::string(3'000'000, 'd')},
      {"log/ingest-events-0/00000000000000000000.seg", "records"},
      {"blobs/2026-11-25/00000001.seg", "payloads"},
      {"blobs/2026-11-26/00000001.seg", ""}};
  std::string meta = std::string(100'000, 'm');
  std::string broken;  ///< Cannot be read.
  Result<void> check;  ///< What the snapshot says at the end.
  int living = 0;      ///< Snapshots that hold something.
  std::function<void()> before_read = [] {};
};

inline bool go_on(std::uint64_t, std::uint64_t) {
  return true;
}

}  // namespace picket::app
