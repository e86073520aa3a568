#include "roles/consumer/telemetry.h"

#include <cstdio>
#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace picket::consumer {
namespace {

class TelemetryTest : public testing::Test {
 protected:
  /// What was logged so far.
  std::string logged() {
    std::string text;
    std::rewind(file_.get());
    for (int c = std::fgetc(file_.get()); c != EOF; c = std::fgetc(file_.get())) {
      text.push_back(static_cast<char>(c));
    }
    return text;
  }
  bool counted(const std::string& line) const {
    return registry_.prometheus_text().find("\n" + line + "\n") != std::string::npos;
  }

 private:
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::unique_ptr<std::FILE, Close> file_{std::tmpfile()};
  obs::Logger logger_{::fileno(file_.get()), obs::LogLevel::info, obs::LogFormat::text};
  obs::Registry registry_;

 protected:
  Telemetry telemetry_{registry_, logger_};
  const ports::TopicPartition of_{"ingest-events", 1};
};

TEST_F(TelemetryTest, SaysNothingOfStoresThatWereInLine) {
  Aligned aligned;
  aligned.last_rows.resize(3);
  telemetry_.aligned(of_, aligned);
  EXPECT_EQ(logged(), "");
  EXPECT_TRUE(counted("picket_consumer_restored_rows_total 0"));
}

TEST_F(TelemetryTest, TellsHowManyRowsWereStoredAgain) {
  Aligned aligned;
  aligned.batches_restored = 2;
  aligned.rows_restored = 7;
  telemetry_.aligned(of_, aligned);
  EXPECT_NE(logged().find("batches=2 rows=7"), std::string::npos) << logged();
  EXPECT_EQ(logged().find("no longer keeps"), std::string::npos) << logged();
  EXPECT_TRUE(counted("picket_consumer_restored_rows_total 7"));
  EXPECT_TRUE(counted("picket_consumer_missing_offsets_total 0"));
}

TEST_F(TelemetryTest, CallsForSomebodyWhenRowsAreGone) {
  Aligned aligned;
  aligned.offsets_missing = 40;
  telemetry_.aligned(of_, aligned);
  EXPECT_NE(logged().find("error"), std::string::npos) << logged();
  EXPECT_NE(logged().find("offsets=40"), std::string::npos) << logged();
  EXPECT_TRUE(counted("picket_consumer_missing_offsets_total 40"));
}

}  // namespace
}  // namespace picket::consumer
