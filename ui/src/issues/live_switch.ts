// Whether lists ask for newer numbers by themselves. For the life of the window: a pause is for reading.
import { createStore } from '../shared/store';

export const liveOn = createStore(true);
