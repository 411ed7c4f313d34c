/* SPDX-FileCopyrightText: 2026 The Peaktime developers
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Why segments: everything that is hard (loops, envelopes, fades, voices that end) is
 * settled here once per block in integers, and what is left for the inner loop is "add
 * this run of audio with these gains". The offline renderer compares whole lists to skip
 * blocks that repeat; stems filter them by lane; the live engine mixes them lane by lane.
 *
 * Why the result does not depend on blocks: a voice knows its own frames (when it begins,
 * ends, is choked) in absolute numbers, gains are computed from absolute frames, voices
 * are summed in the order in which they began, and a voice that has ended by the frame at
 * which another begins does not count for stealing even if its slot is not free yet. */

#include "audio/rt/pt-rt-mixer.h"

#include <string.h>

#define NEVER UINT64_MAX
/* Voices by hand count from here, so that an anchor may lie before frame 0. */
#define BY_HAND (UINT64_C (1) << 48)

static uint64_t
least (uint64_t a, uint64_t b)
{
  return a < b ? a : b;
}

void
pt_rt_mixer_init (PtRtMixer *self, uint32_t sample_rate, PtRtEndedFunc ended, void *user_data)
{
  memset (self, 0, sizeof *self);
  self->ended = ended;
  self->user_data = user_data;
  self->choke_frames = (uint32_t) (PT_RT_CHOKE_SECONDS * sample_rate + 0.5);
  self->ramp_frames = (uint32_t) (PT_RT_RAMP_SECONDS * sample_rate + 0.5);
}

/* --- one voice --- */

static uint64_t
voice_end (const PtRtVoice *voice)
{
  return least (voice->end, voice->release_to);
}

static bool
voice_is_alive (const PtRtVoice *voice, uint64_t clock)
{
  return voice_end (voice) > clock + voice->shift;
}

/* From the frame of the voice's own clock on. A voice that is fading already keeps its
 * line: a second, steeper one would jump. */
static void
voice_release (PtRtVoice *voice, uint64_t from, uint32_t fade_frames)
{
  bool unheard;

  if (voice->release_to != NEVER)
    return;

  voice->release_from = from;
  /* What has not made a sound yet never will, nor what is about to join from silence. */
  unheard = from <= voice->event.start_frame
            || (from == voice->begin && from == voice->fade_in_from && voice->fade_in > 0);
  voice->release_to = unheard ? from : from + fade_frames;
}

static uint64_t
loop_pass_start (const PtRtVoice *voice, uint64_t pass)
{
  const PtRtSource *source = voice->source;

  return voice->event.anchor_frame + source->intro_frames + pass * source->period_frames
         + (voice->event.anchor_phase + pass * source->period_rem) / source->period_den;
}

/* Finds the pass that @frame lies in: a guess in floating point, put right in integers. */
static void
loop_locate (PtRtVoice *voice, uint64_t frame)
{
  const PtRtSource *source = voice->source;
  double period = (double) source->period_frames + (double) source->period_rem / (double) source->period_den;
  uint64_t pass = (uint64_t) ((double) (frame - voice->event.anchor_frame - source->intro_frames) / period);

  while (pass > 0 && loop_pass_start (voice, pass) > frame)
    pass--;
  while (loop_pass_start (voice, pass + 1) <= frame)
    pass++;
  voice->pass_start = loop_pass_start (voice, pass);
  voice->pass_end = loop_pass_start (voice, pass + 1);
}

/* Where @frame is in memory; *@limit comes down to the end of the run. NULL: a hole. */
static const float *
loop_run (PtRtVoice *voice, uint64_t frame, uint64_t *limit)
{
  const PtRtSource *source = voice->source;
  uint64_t nominal = source->n_frames - source->intro_frames;
  uint64_t position, length, body;
  const float *tail;

  if (frame - voice->event.anchor_frame < source->intro_frames)
    {
      position = frame - voice->event.anchor_frame;
      *limit = least (*limit, voice->event.anchor_frame + source->intro_frames);
      return source->frames + 2 * position;
    }

  if (frame < voice->pass_start || frame >= voice->pass_end)
    loop_locate (voice, frame);
  position = frame - voice->pass_start;
  length = voice->pass_end - voice->pass_start;
  tail = length < nominal ? source->tail_short : length > nominal ? source->tail_long
                                                                  : source->tail_exact;

  if (tail == NULL)
    {
      *limit = least (*limit, voice->pass_start + least (length, nominal));
      if (position < nominal)
        return source->frames + 2 * (source->intro_frames + position);
      *limit = voice->pass_end;
      return NULL;
    }

  body = length - source->tail_frames;
  if (position < body)
    {
      *limit = least (*limit, voice->pass_start + body);
      return source->frames + 2 * (source->intro_frames + position);
    }
  *limit = least (*limit, voice->pass_end);

  return tail + 2 * (position - body);
}

static void
add_line (PtRtSegment *segment, float value, float slope, uint64_t index)
{
  segment->lines[segment->n_lines++] = (PtRtLine){ value, slope, (int32_t) index };
}

static void
scale (PtRtSegment *segment, float gain)
{
  segment->gain_left *= gain;
  segment->gain_right *= gain;
}

static void
apply_envelope (PtRtSegment *segment, const PtRtEnvelope *envelope, uint32_t *cursor, uint64_t frame, uint64_t *limit)
{
  const PtRtPoint *points;
  uint32_t i = *cursor;

  if (envelope == NULL)
    return;

  points = envelope->points;
  if (points[i].frame > frame)
    i = 0;
  if (frame < points[0].frame)
    {
      scale (segment, points[0].value);
      *limit = least (*limit, points[0].frame);
      return;
    }
  while (i + 1 < envelope->n_points && points[i + 1].frame <= frame)
    i++;
  *cursor = i;

  if (i + 1 == envelope->n_points)
    {
      scale (segment, points[i].value);
      return;
    }
  *limit = least (*limit, points[i + 1].frame);
  if (points[i].value == points[i + 1].value)
    scale (segment, points[i].value);
  else
    add_line (segment, points[i].value,
              (float) (((double) points[i + 1].value - points[i].value) / (double) (points[i + 1].frame - points[i].frame)),
              frame - points[i].frame);
}

/* A line down from 1 over @length frames that begins at @from. */
static void
apply_fade (PtRtSegment *segment, uint64_t from, uint64_t length, uint64_t frame, uint64_t *limit)
{
  if (frame < from)
    *limit = least (*limit, from);
  else
    add_line (segment, 1.0f, (float) (-1.0 / (double) length), frame - from);
}

static void
apply_ramps (PtRtSegment *segment, const PtRtVoice *voice, uint64_t frame, uint64_t *limit)
{
  uint32_t fade_out = voice->event.fade_out_frames;

  if (frame - voice->fade_in_from < voice->fade_in)
    {
      add_line (segment, 0.0f, 1.0f / (float) voice->fade_in, frame - voice->fade_in_from);
      *limit = least (*limit, voice->fade_in_from + voice->fade_in);
    }
  if (fade_out > 0 && voice->end != NEVER)
    apply_fade (segment, voice->end > fade_out ? voice->end - fade_out : 0, fade_out, frame, limit);
  if (voice->release_to != NEVER)
    apply_fade (segment, voice->release_from, voice->release_to - voice->release_from, frame, limit);
}

/* The voice's part of the block that begins at the clock. false: no room in the list. */
static bool
voice_schedule (PtRtVoice *voice, uint64_t clock, uint32_t frames, PtRtSegment *segments, uint32_t capacity, uint32_t *n_segments)
{
  uint64_t block = clock + voice->shift;
  uint64_t frame = voice->begin > block ? voice->begin : block;
  uint64_t end = least (voice_end (voice), block + frames);

  while (frame < end)
    {
      PtRtSegment *segment = &segments[*n_segments];
      uint64_t limit = end;

      if (*n_segments == capacity)
        return false;

      segment->gain_left = voice->event.gain_left;
      segment->gain_right = voice->event.gain_right;
      segment->lane = voice->event.lane;
      segment->n_lines = 0;
      if (voice->event.flags & PT_RT_EVENT_LOOP)
        segment->source = loop_run (voice, frame, &limit);
      else
        segment->source = voice->source->frames + 2 * (frame - voice->event.anchor_frame);
      apply_envelope (segment, voice->gain, &voice->gain_cursor, frame, &limit);
      apply_envelope (segment, voice->fade, &voice->fade_cursor, frame, &limit);
      apply_ramps (segment, voice, frame, &limit);
      segment->offset = (uint32_t) (frame - block);
      segment->frames = (uint32_t) (limit - frame);
      if (segment->source != NULL && (segment->gain_left != 0.0f || segment->gain_right != 0.0f))
        ++*n_segments;
      frame = limit;
    }

  return true;
}

/* --- beginning and ending --- */

static void
choke (PtRtMixer *self, uint16_t group, uint64_t clock)
{
  for (uint32_t i = 0; i < self->n_voices; i++)
    if (self->voices[i].event.choke == group)
      voice_release (&self->voices[i], clock + self->voices[i].shift, self->choke_frames);
}

/* Keeps the rule of PT_RT_MAX_VOICES for a voice that begins at @clock. */
static void
make_room (PtRtMixer *self, uint64_t clock)
{
  PtRtVoice *victim = NULL;
  uint32_t n = 0;

  for (uint32_t i = 0; i < self->n_voices; i++)
    {
      PtRtVoice *voice = &self->voices[i];

      if (voice->release_to != NEVER || !voice_is_alive (voice, clock))
        continue;
      n++;
      if (victim == NULL || (victim->event.flags & PT_RT_EVENT_LOOP && !(voice->event.flags & PT_RT_EVENT_LOOP)))
        victim = voice;
    }

  if (n < PT_RT_MAX_VOICES)
    return;
  voice_release (victim, clock + victim->shift, self->choke_frames);
  self->n_stolen++;
}

static void
remove_ended (PtRtMixer *self)
{
  uint32_t kept = 0;

  for (uint32_t i = 0; i < self->n_voices; i++)
    {
      PtRtVoice *voice = &self->voices[i];

      if (voice_is_alive (voice, self->clock))
        {
          if (kept != i)
            self->voices[kept] = *voice;
          kept++;
        }
      else if (self->ended != NULL)
        {
          self->ended (self->user_data, voice->plan, voice->token);
        }
    }
  self->n_voices = kept;
}

/* Even the slots for fading voices are taken: the first of them that fades goes at once. */
static void
free_slot (PtRtMixer *self)
{
  uint32_t victim = 0;

  while (victim + 1 < self->n_voices && self->voices[victim].release_to == NEVER)
    victim++;
  self->n_stolen++;
  self->voices[victim].end = 0;
  remove_ended (self);
}

static void
voice_set_event (PtRtVoice *voice, const PtRtPlan *plan, uint32_t index)
{
  const PtRtEvent *event = &plan->events[index];

  voice->event = *event;
  voice->source = &plan->sources[event->source];
  voice->plan = plan;
  voice->index = index;
  voice->gain = event->gain_envelope == PT_RT_NO_ENVELOPE ? NULL : &plan->envelopes[event->gain_envelope];
  voice->fade = event->fade_envelope == PT_RT_NO_ENVELOPE ? NULL : &plan->envelopes[event->fade_envelope];
}

/* A voice of @event whose clock is @shift ahead of the mixer's, from @begin on: later than
 * its start when it is joined in the middle. It chokes others from its start on all the
 * same. NULL: nothing is left of it to play. */
static PtRtVoice *
start_voice (PtRtMixer *self, const PtRtEvent *event, const PtRtSource *source, const PtRtPlan *plan, uint64_t shift, uint64_t begin)
{
  PtRtVoice *voice;
  uint64_t end = event->end_frame;

  if (!(event->flags & PT_RT_EVENT_LOOP))
    end = least (end, event->anchor_frame + source->n_frames);
  if (event->choke != 0)
    choke (self, event->choke, event->start_frame - shift);
  if (end <= begin)
    return NULL;

  make_room (self, begin - shift);
  if (self->n_voices == PT_RT_VOICE_SLOTS)
    free_slot (self);
  voice = &self->voices[self->n_voices++];
  *voice = (PtRtVoice){
    .event = *event,
    .source = source,
    .plan = plan,
    .shift = shift,
    .begin = begin,
    .end = end,
    .release_from = NEVER,
    .release_to = NEVER,
    .fade_in_from = event->start_frame,
    .fade_in = event->fade_in_frames,
  };
  if (plan != NULL)
    voice_set_event (voice, plan, event - plan->events);

  return voice;
}

static void
set_ramp (PtRtMixer *self, PtRtVoice *voice)
{
  voice->fade_in_from = voice->begin;
  voice->fade_in = self->ramp_frames;
}

void
pt_rt_mixer_start (PtRtMixer *self, const PtRtEvent *event, const PtRtSource *source, uint64_t token)
{
  uint64_t begin = event->start_frame > self->clock ? event->start_frame : self->clock;
  PtRtEvent moved = *event;
  PtRtVoice *voice;

  moved.start_frame += BY_HAND;
  moved.anchor_frame += BY_HAND;
  if (moved.end_frame != PT_RT_RING_OUT)
    moved.end_frame += BY_HAND;
  voice = start_voice (self, &moved, source, NULL, BY_HAND, begin + BY_HAND);
  if (voice == NULL)
    {
      if (self->ended != NULL)
        self->ended (self->user_data, NULL, token);
      return;
    }
  voice->token = token;
  if (begin > event->start_frame)
    set_ramp (self, voice);
}

/* --- the plan --- */

/* The first event at or after @song. */
static uint32_t
find_cursor (const PtRtPlan *plan, uint64_t song)
{
  uint32_t low = 0, high = plan->n_events;

  while (low < high)
    {
      uint32_t middle = low + (high - low) / 2;

      if (plan->events[middle].start_frame < song)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static void
chase_events (PtRtMixer *self, PtRtChase chase)
{
  const PtRtPlan *plan = self->plan;
  uint64_t index = self->song >> PT_RT_INDEX_SHIFT;
  uint32_t first = 0;

  if (plan->first_sounding != NULL)
    first = index < plan->n_first_sounding ? plan->first_sounding[index] : plan->n_events;
  for (uint32_t i = first; i < self->cursor; i++)
    {
      const PtRtEvent *event = &plan->events[i];
      PtRtVoice *voice;

      if (chase == PT_RT_CHASE_LOOPS && !(event->flags & PT_RT_EVENT_LOOP))
        continue;
      voice = start_voice (self, event, &plan->sources[event->source], plan, self->song - self->clock, self->song);
      if (voice != NULL && chase != PT_RT_CHASE_EXACT)
        set_ramp (self, voice);
    }
}

void
pt_rt_mixer_play (PtRtMixer *self, const PtRtPlan *plan, uint64_t song, PtRtChase chase)
{
  self->plan = plan;
  self->song = song;
  self->cursor = find_cursor (plan, song);
  self->playing = true;
  self->joins = self->at_seam && song == 0;
  self->at_seam = false;
  if (chase != PT_RT_CHASE_NONE)
    chase_events (self, chase);
}

void
pt_rt_mixer_wrap (PtRtMixer *self)
{
  self->song = 0;
  self->cursor = 0;
  self->at_seam = true;
}

void
pt_rt_mixer_exchange (PtRtMixer *self, const PtRtPlan *plan)
{
  uint32_t n = self->n_voices;

  for (uint32_t i = 0; i < n && self->n_voices < PT_RT_VOICE_SLOTS; i++)
    {
      PtRtVoice *old = &self->voices[i];
      PtRtVoice *voice;

      if (old->plan != self->plan || old->release_to != NEVER || !voice_is_alive (old, self->clock))
        continue;
      voice = &self->voices[self->n_voices++];
      *voice = *old;
      voice_set_event (voice, plan, old->index);
      voice->gain_cursor = 0;
      voice->fade_cursor = 0;
      if (self->clock + old->shift > old->begin)
        {
          voice->begin = self->clock + old->shift;
          set_ramp (self, voice);
        }
      voice_release (old, self->clock + old->shift, self->ramp_frames);
    }
  self->plan = plan;
  remove_ended (self);
}

/* What goes on over the seam is taken over by the event that begins there: in the same
 * phase, so that the one may end and the other begin between two frames. */
static void
end_before_seam (PtRtMixer *self)
{
  for (uint32_t i = 0; i < self->n_voices; i++)
    {
      PtRtVoice *voice = &self->voices[i];

      if (voice->plan == self->plan && voice->event.flags & PT_RT_EVENT_GOES_ON && voice->release_to == NEVER)
        voice->end = self->clock + voice->shift;
    }
  remove_ended (self);
  self->at_seam = false;
}

void
pt_rt_mixer_pause (PtRtMixer *self)
{
  self->playing = false;
}

void
pt_rt_mixer_release_plans (PtRtMixer *self, bool loops_only, uint32_t fade_frames)
{
  for (uint32_t i = 0; i < self->n_voices; i++)
    {
      PtRtVoice *voice = &self->voices[i];

      if (voice->plan != NULL && (!loops_only || voice->event.flags & PT_RT_EVENT_LOOP))
        voice_release (voice, self->clock + voice->shift, fade_frames);
    }
  remove_ended (self);
}

void
pt_rt_mixer_release_token (PtRtMixer *self, uint64_t token, uint32_t fade_frames)
{
  for (uint32_t i = 0; i < self->n_voices; i++)
    if (self->voices[i].plan == NULL && self->voices[i].token == token)
      voice_release (&self->voices[i], self->clock + self->voices[i].shift, fade_frames);
}

void
pt_rt_mixer_release_all (PtRtMixer *self, uint32_t fade_frames)
{
  for (uint32_t i = 0; i < self->n_voices; i++)
    voice_release (&self->voices[i], self->clock + self->voices[i].shift, fade_frames);
}

/* Begins the plan's events of the next @frames; fewer frames when the slots are full. */
static uint32_t
begin_events (PtRtMixer *self, uint32_t frames)
{
  const PtRtPlan *plan = self->plan;

  for (; self->cursor < plan->n_events; self->cursor++)
    {
      const PtRtEvent *event = &plan->events[self->cursor];
      PtRtVoice *voice;

      if (event->start_frame >= self->song + frames)
        break;
      /* Mix up to here first: slots may come free. */
      if (self->n_voices == PT_RT_VOICE_SLOTS && event->start_frame > self->song)
        return (uint32_t) (event->start_frame - self->song);
      voice = start_voice (self, event, &plan->sources[event->source], plan, self->song - self->clock, event->start_frame);
      /* The old plan's loop, maybe the very same, fades out meanwhile. */
      if (voice != NULL && self->joins && event->start_frame == 0 && event->flags & PT_RT_EVENT_TAKES_OVER)
        set_ramp (self, voice);
    }

  return frames;
}

uint32_t
pt_rt_mixer_schedule (PtRtMixer *self, uint32_t frames, PtRtSegment *segments, uint32_t capacity, uint32_t *n_segments)
{
  bool complete = false;

  if (self->playing && self->at_seam)
    end_before_seam (self);
  if (self->playing)
    frames = begin_events (self, frames);

  while (!complete)
    {
      *n_segments = 0;
      complete = true;
      for (uint32_t i = 0; i < self->n_voices && complete; i++)
        complete = voice_schedule (&self->voices[i], self->clock, frames, segments, capacity, n_segments);
      if (!complete)
        frames = (frames + 1) / 2;
    }

  self->clock += frames;
  if (self->playing)
    self->song += frames;
  if (frames > 0)
    self->joins = self->at_seam = false;
  remove_ended (self);

  return frames;
}
