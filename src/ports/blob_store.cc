#include "ports/blob_store.h"

#include <chrono>

namespace picket::ports {

Result<std::uint32_t> blob_day(Timestamp time) {
  using namespace std::chrono;
  const sys_days day = floor<days>(time);
  if (day < sys_days{} || day >= sys_days(year(10000) / 1 / 1)) {
    return unexpected(Error{ErrorKind::invalid_argument, "day_out_of_range", {}});
  }
  return static_cast<std::uint32_t>(day.time_since_epoch().count());
}

}  // namespace picket::ports
