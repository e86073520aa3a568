// picket_fill: see README.md; `picket_fill --help` for the options.
#include <cstdio>
#include <string>

#include "app/config/load.h"
#include "app/data/data_dir.h"
#include "app/stores/store_set.h"
#include "fill/fill.h"
#include "fill/options.h"
#include "fill/pending.h"
#include "obs/logger.h"

namespace picket::fill {
namespace {

Result<void, std::string> run(const Options& options) {
  const auto data = app::DataDir::open(options.data);
  if (!data) return unexpected(data.error().detail);
  const auto settings = app::load_settings({});
  if (!settings) return unexpected(settings.error());
  const SystemClock clock;
  obs::Registry metrics;
  auto stores = app::StoreSet::open({*settings, data->get(), clock, obs::null_logger(), metrics});
  if (!stores) return unexpected(stores.error().detail);
  const auto filled = options.pending ? fill_log((*stores)->ports(), options, clock.now())
                                      : fill((*stores)->ports(), options, clock.now());
  if (!filled) return filled;
  const auto closed = (*stores)->close(Deadline::never());
  if (!closed) return unexpected(closed.error().detail);
  return {};
}

}  // namespace
}  // namespace picket::fill

int main(int argc, char** argv) {
  const auto options = picket::fill::parse_options(argc, argv);
  if (!options) {
    std::fputs(options.error().text.c_str(), options.error().exit_code == 0 ? stdout : stderr);
    return options.error().exit_code;
  }
  const auto done = picket::fill::run(*options);
  if (!done) std::fprintf(stderr, "picket_fill: %s\n", done.error().c_str());
  return done ? 0 : 1;
}
